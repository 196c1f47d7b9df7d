/** The heading of a new stage; it takes the focus, since what had it is gone. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

export function StageHeading({ children }: { readonly children: ComponentChildren }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <h2 ref={ref} tabIndex={-1}>
      {children}
    </h2>
  );
}
