import type { ComponentChildren } from "preact";

/** A headline and what follows it. */
export function OfferMessage({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <>
      <p class="title">{title}</p>
      {children}
    </>
  );
}
