/** The look of the practice portal: one sheet for what is common, one for each theme family. */

const COMMON = `
*{box-sizing:border-box}
html{font-size:16px}
body{margin:0;font-family:"Noto Sans JP","Noto Sans CJK JP","Hiragino Sans","Yu Gothic UI","Meiryo",sans-serif;
  color:#24313a;line-height:1.7;min-height:100vh;display:flex;flex-direction:column}
h1,h2,h3,p,ol,ul,dl,dd{margin:0;padding:0}
h2{font-size:1.12rem;line-height:1.5}
h3{font-size:1rem}
ul,ol{padding-left:1.4rem}
a{color:var(--link)}
a:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.practice-banner{background:repeating-linear-gradient(-45deg,#ffe08a 0 14px,#ffd456 14px 28px);color:#3c2c00;
  font-weight:700;text-align:center;padding:.4rem 1rem;font-size:.95rem;border-bottom:2px solid #b98700}
.practice-banner b{display:inline-block;background:#3c2c00;color:#ffe08a;border-radius:3px;padding:0 .6em;margin-right:.6em;letter-spacing:.15em}
#kc-header{background:var(--brand);color:#fff;padding:1rem 1.5rem}
#kc-header-wrapper{max-width:46rem;margin:0 auto;font-size:1.3rem;font-weight:700;letter-spacing:.04em}
.portal-main{flex:1;width:100%;max-width:34rem;margin:2rem auto;padding:0 1rem}
.portal-main.is-wide{max-width:46rem}
.portal-card{background:#fff;border:1px solid var(--line);padding:1.75rem 2rem 2rem}
.portal-card-header{margin-bottom:1.25rem}
.portal-footer{padding:1rem;text-align:center;font-size:.8rem;color:#5c6b75}
h1#kc-page-title:not(:last-child){margin-bottom:.8rem}
#kc-page-title{font-size:1.35rem;line-height:1.4;color:var(--heading)}
.field{margin-top:1.1rem}
.field>label,.field-label{display:block;font-weight:700;margin-bottom:.3rem}
.required{color:#b3261e;margin-left:.25em}
input[type=text],input[type=password],input[type=email]{width:100%;font:inherit;padding:.6rem .75rem;border:1px solid #7a8a94;
  border-radius:var(--radius);background:#fff;color:inherit}
input[aria-invalid=true]{border-color:#b3261e;background:#fff6f5}
input[readonly]{background:#f1f4f6}
.field-error{display:block;color:#b3261e;font-weight:700;font-size:.92rem;margin-top:.3rem}
.field-error:empty{display:none}
.check{display:flex;gap:.5rem;align-items:baseline;margin-top:1.1rem}
.with-button{display:flex;gap:.5rem}
.button-row{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.6rem}
.button{font:inherit;font-weight:700;cursor:pointer;border-radius:var(--radius);padding:.65rem 1.5rem;border:1px solid var(--button);
  background:#fff;color:var(--button);text-decoration:none;display:inline-block;text-align:center}
.button.is-primary{background:var(--button);color:#fff}
.button.is-block{flex:1 1 12rem}
.button.is-small{padding:.25rem .9rem;font-weight:400;white-space:nowrap}
.button.is-danger{border-color:#b3261e;color:#b3261e}
.button:disabled{opacity:.5}
.links{margin-top:1.25rem;font-size:.95rem}
.notice{border-left:5px solid;padding:.6rem .9rem;margin-bottom:1.1rem}
.alert-error,.pf-m-danger{border-color:#b3261e;background:#fdeceb}
.alert-warning,.pf-m-warning{border-color:#b98700;background:#fff6da}
.alert-info,.pf-m-info{border-color:#2b6cb0;background:#e8f1fb}
.alert-success,.pf-m-success{border-color:#2e7d4f;background:#e7f5ec}
#kc-totp-settings{padding-left:1.4rem}
#kc-totp-settings>li{margin-bottom:1rem}
#kc-totp-supported-apps{padding-left:1.2rem;font-size:.95rem}
#kc-totp-secret-qr-code{display:block;margin:.5rem 0;box-shadow:0 0 0 1px var(--line);width:246px;height:246px}
#kc-totp-secret-key{display:inline-block;font-family:"Noto Sans Mono","Noto Sans Mono CJK JP",Consolas,monospace;font-size:1.05rem;
  background:#f1f4f6;border:1px dashed #7a8a94;padding:.35rem .7rem;margin:.4rem 0;overflow-wrap:anywhere}
.plain-list{list-style:none;padding:0}
.user-line{display:flex;gap:.75rem;align-items:center;justify-content:space-between;background:#f1f4f6;padding:.5rem .9rem;border-radius:var(--radius)}
.user-line label{font-weight:700}
.prose>*+*{margin-top:.8rem}
.table{border-collapse:collapse;width:100%;font-size:.95rem}
.table th,.table td{border:1px solid var(--line);padding:.45rem .7rem;text-align:left;vertical-align:top}
.table th{background:var(--tint)}
.table .code-like{font-family:"Noto Sans Mono","Noto Sans Mono CJK JP",Consolas,monospace;white-space:nowrap}
.device-choice{display:grid;gap:.5rem;margin-top:.4rem}
.credential-row{display:flex;flex-wrap:wrap;gap:1rem;align-items:center;justify-content:space-between;border:1px solid var(--line);padding:.7rem 1rem;margin-top:.6rem}
.credential-row small{color:#5c6b75}
.split{display:flex;gap:1rem;justify-content:space-between;align-items:center;flex-wrap:wrap}
.section+.section{margin-top:2rem}
.menu{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:.8rem;margin-top:1rem}
.menu a{display:block;border:1px solid var(--line);border-top:4px solid var(--brand);padding:.9rem 1rem;text-decoration:none;color:inherit;background:#fff;font-weight:700}
@media (max-width:36rem){
  .portal-main{margin:1rem auto;padding:0 .5rem}
  .portal-card{padding:1.25rem 1.1rem 1.5rem}
  .table thead{display:none}
  .table tr{display:block;border:1px solid var(--line);margin-bottom:.6rem}
  .table td{display:block;border:0;padding:.15rem .7rem}
}
`;

const BASE = `
:root{--brand:#00695c;--heading:#004d40;--link:#00574b;--button:#00796b;--focus:#ffb300;--line:#c3d3d0;--tint:#e6f1ef;--radius:2px}
body{background:#eef4f2}
.portal-card{border-top:5px solid var(--brand)}
.portal-card-header{border-bottom:1px solid var(--line);padding-bottom:.8rem}
.device-choice{grid-template-columns:repeat(auto-fit,minmax(10rem,1fr))}
.device-choice label{display:flex;gap:.6rem;align-items:center;border:1px solid #7a8a94;padding:.6rem .9rem;cursor:pointer;background:#fff}
.device-choice label::before{content:"";width:1rem;height:1rem;border:2px solid #7a8a94;border-radius:50%;flex:none}
.device-choice input:checked+label{border-color:var(--brand);background:var(--tint);font-weight:700}
.device-choice input:checked+label::before{border-color:var(--brand);background:radial-gradient(var(--brand) 0 45%,#fff 50%)}
.device-choice input:focus-visible+label{outline:3px solid var(--focus);outline-offset:2px}
`;

// Up to 26.0 the choice of device shows labels alone; 26.7 shows the radios too, and a picture of at most 150 px.
const BASE_HIDDEN_RADIOS = `
.device-choice input[type=radio]{position:absolute;opacity:0;width:1px;height:1px}
`;

const BASE_LATE = `
.device-choice>div{display:flex;gap:.6rem;align-items:center}
.device-choice input[type=radio]{width:13px;height:13px;margin:0}
.device-choice label{flex:1}
.device-choice label::before{display:none}
#kc-totp-secret-qr-code{width:auto;height:auto;max-width:150px;max-height:150px}
`;

const V2 = `
:root{--brand:#1f4e8c;--heading:#163a69;--link:#1a4b8f;--button:#1f5fae;--focus:#f29900;--line:#d3dbe6;--tint:#eaf0f8;--radius:8px}
body{background:linear-gradient(180deg,#dfe9f6 0,#f6f8fb 22rem)}
#kc-header{background:transparent;color:var(--heading);padding-top:2rem}
#kc-header-wrapper{text-align:center;font-size:1.45rem}
.portal-main{margin-top:1rem}
.portal-card{border-radius:14px;box-shadow:0 6px 24px rgba(24,54,99,.12)}
.notice{border-left-width:0;border-radius:var(--radius);padding:.7rem 1rem}
.device-choice .pf-v5-c-tile{border:1px solid #7a8a94;border-radius:var(--radius);padding:.7rem 1rem;cursor:pointer;background:#fff}
.device-choice .pf-v5-c-tile.pf-m-selected{border-color:var(--button);box-shadow:inset 0 0 0 1px var(--button);background:var(--tint);font-weight:700}
.button.is-block{flex-basis:100%}
.user-line{padding:.3rem}
.user-line input{border:0;background:transparent;font-weight:700}
`;

export const STYLE_SHEETS: Readonly<Record<string, string>> = {
  "base.css": COMMON + BASE + BASE_HIDDEN_RADIOS,
  "base267.css": COMMON + BASE + BASE_LATE,
  "v2.css": COMMON + V2,
};

/** A 16 x 16 mark for the tab: one flat square in the portal's colour. */
export const FAVICON_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#00695c"/><path d="M7 3h2v4h4v2H9v4H7V9H3V7h4z" fill="#fff"/></svg>';
