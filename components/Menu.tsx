import type { ComponentChildren, TargetedFocusEvent, TargetedKeyboardEvent } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { classNames } from "./class-names.ts";
import { IconButton } from "./IconButton.tsx";
import { MoreIcon } from "./icons.tsx";
import styles from "./Menu.module.css";
import { placeNear } from "./place-near.ts";

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: ComponentChildren;
  readonly isDanger?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly onSelect: () => void;
}

export interface MenuProps {
  /** Accessible name of the button and of the menu, for example "山田健保のメニュー". */
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly icon?: ComponentChildren;
}

type Step = "first" | "last" | "next" | "previous";

const stepByKey: Readonly<Record<string, Step>> = {
  Home: "first",
  End: "last",
  ArrowDown: "next",
  ArrowUp: "previous",
};

/** A menu button (WAI-ARIA APG): arrows, Home and End move, Enter selects, Escape and leaving close. */
export function Menu({ label, items, icon = <MoreIcon /> }: MenuProps) {
  const menuId = useId();
  const rootRef = useRef<HTMLDivElement>(null);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const menuRef = useRef<HTMLDivElement>(null);
  const [openAt, setOpenAt] = useState<"closed" | "first" | "last">("closed");
  const isOpen = openAt !== "closed";

  useLayoutEffect(() => {
    if (openAt === "closed" || !menuRef.current || !buttonRef.current) return;
    const stop = new AbortController();
    // A menu in the top layer is never cut off by a card or by the popup's edge.
    menuRef.current.showPopover?.();
    placeNear(menuRef.current, buttonRef.current);
    moveFocus(menuRef.current, openAt);
    window.addEventListener("scroll", () => setOpenAt("closed"), { capture: true, signal: stop.signal });
    window.addEventListener("resize", () => setOpenAt("closed"), { signal: stop.signal });
    return () => stop.abort();
  }, [openAt]);

  const close = () => {
    setOpenAt("closed");
    buttonRef.current?.focus();
  };
  const closeWhenLeft = (event: TargetedFocusEvent<HTMLDivElement>) => {
    if (!(event.relatedTarget instanceof Node && rootRef.current?.contains(event.relatedTarget)))
      setOpenAt("closed");
  };
  const openWithArrow = (event: TargetedKeyboardEvent<HTMLButtonElement>) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    setOpenAt(event.key === "ArrowDown" ? "first" : "last");
  };
  const operate = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const step = stepByKey[event.key];
    if (event.key === "Tab") close();
    if (event.key === "Escape") close();
    if (step) moveFocus(event.currentTarget, step);
    if (step || event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  return (
    <div ref={rootRef} class={styles["root"]} onFocusOut={closeWhenLeft}>
      <IconButton
        buttonRef={buttonRef}
        label={label}
        icon={icon}
        popup={{ isOpen, menuId }}
        onClick={() => setOpenAt(isOpen ? "closed" : "first")}
        onKeyDown={openWithArrow}
      />
      {isOpen && (
        <div
          ref={menuRef}
          id={menuId}
          role="menu"
          aria-label={label}
          tabIndex={-1}
          popover="manual"
          class={styles["menu"]}
          onKeyDown={operate}
        >
          {items.map((item) => (
            <MenuItemButton key={item.id} item={item} onChosen={close} />
          ))}
        </div>
      )}
    </div>
  );
}

function MenuItemButton({ item, onChosen }: { readonly item: MenuItem; readonly onChosen: () => void }) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      class={classNames(styles["item"], item.isDanger && styles["danger"])}
      // Disabled items stay reachable by arrow, so that a screen reader can say that they exist.
      aria-disabled={item.isDisabled ? "true" : undefined}
      onClick={() => {
        if (item.isDisabled) return;
        onChosen();
        item.onSelect();
      }}
    >
      {item.icon}
      <span>{item.label}</span>
    </button>
  );
}

function moveFocus(menu: HTMLElement, step: Step): void {
  const items = [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const current = items.findIndex((item) => item.matches(":focus"));
  const targetByStep: Readonly<Record<Step, number>> = {
    first: 0,
    last: items.length - 1,
    next: (current + 1) % items.length,
    previous: (current <= 0 ? items.length : current) - 1,
  };
  items[targetByStep[step]]?.focus();
}
