export interface MarkProps {
  /** The product's name where the mark stands alone; left out beside the written name. */
  readonly label?: string | undefined;
}

/**
 * The product's mark: the stroke of "ひ" held in a round moment, with the moment itself as a warm point.
 * Its colours are fixed, since it stands on toolbars and pages of any colour. public/icon/*.png are drawn from it.
 */
export function Mark({ label }: MarkProps) {
  return (
    <svg
      viewBox="0 0 48 48"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : "true"}
      focusable="false"
    >
      <circle cx="24" cy="24" r="24" fill="#1f7a72" />
      <path
        d="M9.5 15h9C14 19.5 12 23.5 12 27.5c0 6.5 5 11 11.5 11S35 34 35 27c0-3.2-.4-5.7-1-8"
        fill="none"
        stroke="#ffffff"
        stroke-width="6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <circle cx="36.5" cy="10.5" r="4.7" fill="#ffc57d" />
    </svg>
  );
}
