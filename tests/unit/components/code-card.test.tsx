// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { CodeCard, type CodeCardProps } from "../../../components/CodeCard.tsx";
import { CodeDigits } from "../../../components/CodeDigits.tsx";
import { CountdownRing } from "../../../components/CountdownRing.tsx";
import { mount, one } from "./mount.tsx";

const props: CodeCardProps = {
  issuer: "さくら健保",
  accountName: "0001",
  deviceName: "自宅",
  host: "sakura.portal.kosmo-web.jp",
  code: "000000",
  secondsLeft: 12,
  periodSeconds: 30,
  texts: {
    code: "番号",
    loading: "準備中",
    timeLeft: "残り12秒",
    next: "次の番号",
    copied: "コピーしました",
    account: "ユーザー名",
    device: "デバイス名",
    host: "サイト",
  },
};

describe("CodeDigits", () => {
  it.each([
    ["123456", ["123", "456"]],
    ["1234567", ["123", "4567"]],
    ["12345678", ["1234", "5678"]],
  ])("draws two halves and keeps the text unspaced (case %#)", (code, halves) => {
    const { root } = mount(<CodeDigits code={code} />);
    const data = one<HTMLDataElement>(root, "data");

    expect([...data.children].map((half) => half.textContent)).toEqual(halves);
    expect(data.textContent).toBe(code);
    expect(data.getAttribute("value")).toBe(code);
  });
});

describe("CountdownRing", () => {
  it("is a timer that can be asked and does not speak by itself", () => {
    const { root } = mount(<CountdownRing secondsLeft={12} periodSeconds={30} label="残り12秒" />);
    const timer = one(root, "[role=timer]");

    expect(timer.getAttribute("aria-label")).toBe("残り12秒");
    expect(timer.getAttribute("aria-live")).toBe("off");
    expect(timer.textContent).toBe("12");
  });

  it.each([
    [30, 0],
    [15, 0.5],
    [0, 1],
    [45, 0],
  ])("with %i of 30 seconds left hides a share of %d of the circle", (secondsLeft, share) => {
    const { root } = mount(<CountdownRing secondsLeft={secondsLeft} periodSeconds={30} label="" />);
    const arc = one(root, "[stroke-dasharray]");
    const circle = Number(arc.getAttribute("stroke-dasharray"));

    expect(Number(arc.getAttribute("stroke-dashoffset"))).toBeCloseTo(circle * share, 1);
  });
});

describe("CodeCard", () => {
  it("is an article named by the issuer", () => {
    const { root } = mount(<CodeCard {...props} />);
    const article = one(root, "article");

    expect(document.getElementById(article.getAttribute("aria-labelledby")!)?.textContent).toBe("さくら健保");
  });

  it("shows foreign names isolated in their direction", () => {
    const { root } = mount(<CodeCard {...props} />);

    const isolated = [...root.querySelectorAll("bdi[dir=auto]")].map((bdi) => bdi.textContent);

    expect(isolated).toEqual(["さくら健保", "0001", "自宅", "sakura.portal.kosmo-web.jp"]);
  });

  it("pairs every detail with a term", () => {
    const { root } = mount(<CodeCard {...props} />);

    const terms = [...root.querySelectorAll("dt")].map((term) => term.textContent);

    expect(terms).toEqual(["ユーザー名", "デバイス名", "サイト"]);
  });

  it("leaves out what an account does not have", () => {
    const { root } = mount(<CodeCard {...props} accountName="" deviceName="" host={null} />);

    expect(root.querySelectorAll("dt")).toHaveLength(0);
  });

  it("shows the next code only when it is given", () => {
    const { root, update } = mount(<CodeCard {...props} />);
    const codes = () => [...root.querySelectorAll("data")].map((data) => data.textContent);
    expect(codes()).toEqual(["000000"]);

    update(<CodeCard {...props} nextCode="111111" />);

    expect(codes()).toEqual(["000000", "111111"]);
  });

  it("announces the copy in a live region that was there before", () => {
    const { root, update } = mount(<CodeCard {...props} />);
    const status = one(root, "[role=status]");
    expect(status.textContent).toBe("");

    update(<CodeCard {...props} isCopied />);

    expect(one(root, "[role=status]")).toBe(status);
    expect(status.textContent).toBe("コピーしました");
  });

  it("keeps code and countdown outside of live regions", () => {
    const { root } = mount(<CodeCard {...props} />);

    expect(one(root, "data").closest("[aria-live=polite], [role=status], [role=alert], output")).toBeNull();
  });

  it("says that it waits while there is no code, and that the account is pending", () => {
    const { root } = mount(
      <CodeCard {...props} code={null} texts={{ ...props.texts, pending: "確認待ち" }} />,
    );

    expect(root.querySelector("data")).toBeNull();
    expect(root.textContent).toContain("準備中");
    expect(root.textContent).toContain("確認待ち");
  });
});
