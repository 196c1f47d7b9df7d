import { describe, expect, it } from "vitest";
import { createUsedSteps } from "../../../lib/services/used-steps.ts";
import { createRig } from "../fakes/rig.ts";

const usedSteps = () => createUsedSteps(createRig());

describe("used steps", () => {
  it("hand out a step once per account", async () => {
    const steps = usedSteps();

    expect(await steps.use("a", 100)).toBe(true);
    expect(await steps.use("a", 100)).toBe(false);
    expect(await steps.use("b", 100)).toBe(true);
    expect(await steps.last("a")).toBe(100);
    expect(await steps.last("unknown")).toBeNull();
  });

  it("hand out a step once when asked ten times at the same moment", async () => {
    const steps = usedSteps();

    const used = await Promise.all(Array.from({ length: 10 }, () => steps.use("a", 100)));

    expect(used.filter(Boolean)).toHaveLength(1);
  });

  it("do not forget a later step when an earlier one is reported late", async () => {
    const steps = usedSteps();
    await steps.use("a", 101);

    expect(await steps.use("a", 100)).toBe(false);

    expect(await steps.last("a")).toBe(101);
  });

  it("start anew after the clock was set back by far", async () => {
    const steps = usedSteps();
    await steps.use("a", 1_000);

    expect(await steps.use("a", 100)).toBe(true);

    expect(await steps.last("a")).toBe(100);
  });

  it("are empty when the memory is damaged", async () => {
    const rig = createRig();
    rig.session.putRaw("used-steps", { a: "100", b: 1.5, c: 7 });
    const steps = createUsedSteps(rig);

    expect([await steps.last("a"), await steps.last("b"), await steps.last("c")]).toEqual([null, null, 7]);
  });
});
