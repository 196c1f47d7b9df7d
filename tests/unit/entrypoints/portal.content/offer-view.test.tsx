// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { OfferView } from "../../../../entrypoints/portal.content/OfferView.tsx";
import type { OfferModel } from "../../../../entrypoints/portal.content/offer-model.ts";
import { refusalMessage } from "../../../../entrypoints/portal.content/refusal-message.ts";
import { enrolRefusals } from "../../../../lib/protocol/requests.ts";
import { click, mount, one } from "../../components/mount.tsx";
import { t } from "../../fakes/texts.ts";

vi.mock("../../../../lib/platform/i18n.ts", async () => {
  const texts = await import("../../fakes/texts.ts");
  return { t: texts.t, language: texts.language };
});

const show = (model: OfferModel) => {
  const acts: (string | null)[] = [];
  let closed = 0;
  const { root } = mount(
    <OfferView
      model={model}
      onAct={(_, accountId) => acts.push(accountId)}
      onClose={() => {
        closed += 1;
      }}
    />,
  );
  const buttons = [...root.querySelectorAll<HTMLElement>("button:not(.close)")];
  return { root, acts, buttons, closedTimes: () => closed, title: root.querySelector(".title")?.textContent };
};

const candidates = [
  { accountId: "a", accountName: "member001", deviceName: "居間" },
  { accountId: "b", accountName: "", deviceName: "" },
];

/** One of each kind; a kind that is missing here does not compile. */
const modelByKind: { readonly [K in OfferModel["kind"]]: Extract<OfferModel, { kind: K }> } = {
  setup: { kind: "setup", vault: "unlocked", refused: "nothing", isRegisterOnly: false },
  entry: { kind: "entry", isLocked: false, refusals: 0 },
  busy: { kind: "busy" },
  unlocking: { kind: "unlocking", isFirstRun: false },
  stale: { kind: "stale" },
  waiting: { kind: "waiting", reason: "used", secondsLeft: 12 },
  ask: { kind: "ask", candidates, otherUser: null },
  "setup-filled": { kind: "setup-filled", deviceName: "自宅PC (Chrome)", pleaseCheck: false },
  "entry-filled": { kind: "entry-filled" },
  "setup-saved": { kind: "setup-saved", deviceName: "自宅PC (Chrome)", pleaseCheck: false },
  forbidden: { kind: "forbidden" },
  disabled: { kind: "disabled" },
  confirmed: { kind: "confirmed", isByHand: false },
  "no-account": { kind: "no-account" },
  refused: { kind: "refused", code: "qr-unreadable" },
  "fill-failed": { kind: "fill-failed" },
  covered: { kind: "covered" },
  failed: { kind: "failed" },
};

describe("OfferView", () => {
  it.each(Object.values(modelByKind))(
    "says who speaks, in one sentence, and can be closed: $kind",
    (model) => {
      const { root, title, closedTimes } = show(model);

      expect(one(root, "section").getAttribute("aria-label")).toBe(t("offer.label"));
      expect(one(root, "header").textContent).toContain(t("app.name"));
      expect(one(root, "header").textContent).toContain(t("app.unofficial"));
      expect(title).not.toBe("");
      click(one(root, `button[aria-label="${t("offer.close")}"]`));
      expect(closedTimes()).toBe(1);
    },
  );

  it.each(["setup", "entry", "unlocking", "stale", "covered", "failed"] as const)(
    "has one button that acts: %s",
    (kind) => {
      const { buttons, acts } = show(modelByKind[kind]);

      expect(buttons).toHaveLength(1);
      buttons.forEach(click);
      expect(acts).toEqual([null]);
    },
  );

  it.each([
    "busy",
    "waiting",
    "setup-filled",
    "entry-filled",
    "confirmed",
    "no-account",
    "refused",
    "fill-failed",
  ] as const)("has no button that acts: %s", (kind) => {
    expect(show(modelByKind[kind]).buttons).toEqual([]);
  });

  it("names every account to choose from, also one without names, and hands on the chosen one", () => {
    const { buttons, acts } = show(modelByKind.ask);

    expect(buttons.map((button) => button.textContent)).toEqual([
      "居間member001",
      `${t("account.noDevice")}${t("account.noName")}`,
    ]);
    buttons.forEach(click);
    expect(acts).toEqual(["a", "b"]);
  });

  it("says before the click that the password will be asked", () => {
    const texts = (isLocked: boolean) => [
      show({
        kind: "setup",
        vault: isLocked ? "locked" : "unlocked",
        refused: "nothing",
        isRegisterOnly: false,
      }).buttons[0]?.textContent,
      show({ kind: "entry", isLocked, refusals: 0 }).buttons[0]?.textContent,
    ];

    expect(texts(true)).toEqual([t("offer.setup.actLocked"), t("offer.entry.actLocked")]);
    expect(texts(false)).toEqual([t("offer.setup.act"), t("offer.entry.act")]);
  });

  it("says under an administrator's rules what it does not do, and gives no button where nothing can be done", () => {
    const registerOnly = show({ kind: "setup", vault: "unlocked", refused: "nothing", isRegisterOnly: true });
    expect(registerOnly.buttons.map((button) => button.textContent)).toEqual([
      t("offer.setup.actRegisterOnly"),
    ]);
    expect(registerOnly.root.textContent).toContain(t("offer.setup.registerOnlyBody"));

    for (const kind of ["setup-saved", "forbidden", "disabled"] as const)
      expect([kind, show(modelByKind[kind]).buttons.length]).toEqual([kind, 0]);
    expect(show({ kind: "confirmed", isByHand: true }).root.textContent).toContain(
      t("offer.confirmed.bodyByHand"),
    );
  });

  it("warns more clearly after the second refused code than after the first", () => {
    const body = (refusals: number) => show({ kind: "entry", isLocked: false, refusals }).root.textContent;

    expect(body(0)).not.toContain(t("offer.entry.refusedOnce"));
    expect(body(1)).toContain(t("offer.entry.refusedOnce"));
    expect(body(2)).toContain(t("offer.entry.refusedTwice"));
    expect(
      show({ kind: "setup", vault: "unlocked", refused: "code", isRegisterOnly: false }).root.textContent,
    ).toContain(t("offer.setup.refusedBody"));
  });

  it("counts down without being read aloud every second", () => {
    const { root } = show(modelByKind.waiting);

    expect(one(root, '[role="timer"]').textContent).toBe(t("offer.waiting.seconds", { seconds: "12" }));
    expect(one(root, '[role="timer"]').getAttribute("aria-live")).toBe("off");
    expect(root.textContent).toContain(t("offer.waiting.used"));
    expect(show({ ...modelByKind.waiting, reason: "ending" }).root.textContent).toContain(
      t("offer.waiting.ending"),
    );
  });

  it("shows the device name it filled, and asks to check an unusual key", () => {
    const filled = modelByKind["setup-filled"];

    expect(show(filled).root.textContent).toContain("自宅PC (Chrome)");
    expect(show(filled).root.textContent).not.toContain(t("offer.setupFilled.pleaseCheck"));
    expect(show({ ...filled, pleaseCheck: true }).root.textContent).toContain(
      t("offer.setupFilled.pleaseCheck"),
    );
  });

  it.each(enrolRefusals)("has words of its own for a refusal: %s", (code) => {
    const others = enrolRefusals.filter((one) => one !== code).map(refusalMessage);

    expect(show({ kind: "refused", code }).root.textContent).toContain(refusalMessage(code));
    expect(others).not.toContain(refusalMessage(code));
  });

  it("marks success, trouble and everything else for the eye", () => {
    const tone = (kind: OfferModel["kind"]) => one(show(modelByKind[kind]).root, "section").className;

    expect([tone("entry-filled"), tone("refused"), tone("entry")]).toEqual([
      "card good",
      "card trouble",
      "card calm",
    ]);
  });

  it("shows hostile names as text alone", () => {
    const deviceName = '<img src=x onerror="alert(1)">\u202e';

    const { root } = show({
      kind: "ask",
      candidates: [{ accountId: "a", accountName: "", deviceName }],
      otherUser: null,
    });

    expect(root.querySelector("img")).toBeNull();
    expect(root.querySelector("bdi")?.textContent).toBe(deviceName);
  });

  it("puts no field, form or frame into the page", () => {
    for (const model of Object.values(modelByKind)) {
      expect(show(model).root.querySelector("form, input, textarea, select, iframe, a[href]")).toBeNull();
    }
  });
});
