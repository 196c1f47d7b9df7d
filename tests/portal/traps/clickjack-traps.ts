/** Pages that hide, cover or frame the entry page, to make a person press what cannot be seen. */
import { SAMPLE_DEVICES, sampleSetup } from "../gallery.ts";
import { html, type Markup, raw } from "../html.ts";
import { entryPage } from "../pages/entry.ts";
import { setupPage } from "../pages/setup.ts";
import type { PageContext } from "../theme.ts";
import { loginPage } from "../theme.ts";

type PageMaker = (context: PageContext) => Markup;

const DEVICE = SAMPLE_DEVICES[0];
const COVER =
  "position:fixed;inset:0;z-index:2147483647;background:#fff;display:grid;place-items:center;font-size:2rem";

export const CLICKJACK_TRAPS: Readonly<Record<string, PageMaker>> = {
  "opacity-body": (context) => withStyle(single(context), "body{opacity:0}"),
  "opacity-root": (context) => withStyle(single(context), "html{opacity:.01}"),
  "opacity-setup": (context) => withStyle(setupPage(context, sampleSetup()), "body{opacity:0}"),
  "clipped-body": (context) => withStyle(single(context), "body{clip-path:inset(100%)}"),
  "scaled-body": (context) => withStyle(single(context), "body{transform:scale(.02);transform-origin:0 0}"),
  "filtered-body": (context) => withStyle(single(context), "body{filter:opacity(0)}"),
  // Lets clicks through to what lies below.
  "overlay-click-through": (context) =>
    withEnd(
      single(context),
      html`<div id="overlay" style="${COVER};pointer-events:none">当選おめでとうございます！　ここをクリック</div>`,
    ),
  "overlay-blocking": (context) =>
    withEnd(single(context), html`<div id="overlay" style="${COVER}">お待ちください</div>`),
  // The browser's top layer lies above everything that is not in it.
  "overlay-top-layer": (context) =>
    withEnd(
      single(context),
      html`<div id="overlay" popover="manual" style="${COVER};width:100vw;height:100vh;border:0;margin:0;pointer-events:none">当選おめでとうございます！</div><script>document.getElementById("overlay").showPopover()</script>`,
    ),
  "framed-entry": (context) =>
    loginPage(context, {
      template: "frame",
      heading: "お知らせ",
      body: html`<iframe id="framed" title="枠の中のページ" src="/pages/otp-single?variant=${context.variant}" style="width:100%;height:40rem;border:1px solid"></iframe>`,
    }),
};

function single(context: PageContext): Markup {
  return entryPage(context, [DEVICE], DEVICE.id);
}

function withStyle(page: Markup, rules: string): Markup {
  return raw(page.source.replace("</head>", () => `<style>${rules}</style></head>`));
}

function withEnd(page: Markup, addition: Markup): Markup {
  return raw(page.source.replace("</body>", () => `${addition.source}</body>`));
}
