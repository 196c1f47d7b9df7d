// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fillField } from "../../../../entrypoints/portal.content/fill-field.ts";

let field: HTMLInputElement;

beforeEach(() => {
  field = document.createElement("input");
  document.body.append(field);
});
afterEach(() => field.remove());

describe("fillField", () => {
  it("focuses, fills and tells the page once: input, then change", async () => {
    const heard: string[] = [];
    for (const type of ["focus", "input", "change", "keydown", "submit"]) {
      field.addEventListener(type, () => heard.push(`${type} ${field.value}`));
    }

    expect(await fillField(field, "123456")).toBe(true);

    expect(heard).toEqual(["focus ", "input 123456", "change 123456"]);
    expect(document.activeElement).toBe(field);
  });

  it("lets the events bubble to a listener of the form", async () => {
    const heard: string[] = [];
    const hear = (event: Event) => heard.push(event.type);
    document.body.addEventListener("input", hear);
    document.body.addEventListener("change", hear);

    await fillField(field, "123456");

    expect(heard).toEqual(["input", "change"]);
    document.body.removeEventListener("input", hear);
    document.body.removeEventListener("change", hear);
  });

  it("replaces what stood there", async () => {
    field.value = "9";

    expect(await fillField(field, "123456")).toBe(true);

    expect(field.value).toBe("123456");
  });

  it("reports a page that changes the value, at once or after its own microtasks, and does not fight it", async () => {
    let changes = 0;
    const disturb = (when: (work: () => void) => void) =>
      field.addEventListener(
        "input",
        () => {
          changes += 1;
          when(() => {
            field.value = "";
          });
        },
        { once: true },
      );

    disturb((work) => work());
    expect(await fillField(field, "123456")).toBe(false);
    disturb((work) => void Promise.resolve().then(work));
    expect(await fillField(field, "123456")).toBe(false);

    expect(changes).toBe(2);
    expect(field.value).toBe("");
  });

  it("passes by a value property and a focus method that the page put on the field", async () => {
    let stolen = "";
    Object.defineProperty(field, "value", {
      get: () => "666666",
      set: (value: string) => {
        stolen = value;
      },
    });
    Object.defineProperty(field, "focus", {
      value: () => {
        stolen = "focus";
      },
    });

    expect(await fillField(field, "123456")).toBe(true);

    expect(stolen).toBe("");
  });
});
