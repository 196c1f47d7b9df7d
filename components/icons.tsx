import type { ComponentChildren } from "preact";
import styles from "./icons.module.css";

/**
 * The product's icons: 24-unit line drawings in the text's colour, 1.25 times its height.
 * All are hidden from assistive technology; the control around an icon carries the words.
 */
function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg
      class={styles["icon"]}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

const dot = (x: number, y: number) => <circle cx={x} cy={y} r="1.4" fill="currentColor" stroke="none" />;

export const CopyIcon = () => (
  <Icon>
    <rect x="8.5" y="8.5" width="12" height="12" rx="2.5" />
    <path d="M15.5 5.2V5A1.5 1.5 0 0 0 14 3.5H5A1.5 1.5 0 0 0 3.5 5v9A1.5 1.5 0 0 0 5 15.5h.2" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="m4.5 12.5 5 5 10-11" />
  </Icon>
);

export const PlusIcon = () => (
  <Icon>
    <path d="M12 4.5v15M4.5 12h15" />
  </Icon>
);

export const SearchIcon = () => (
  <Icon>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="m15.5 15.5 5 5" />
  </Icon>
);

export const LockIcon = () => (
  <Icon>
    <rect x="4.5" y="10.5" width="15" height="10" rx="2.5" />
    <path d="M8 10.5V7.5a4 4 0 0 1 8 0v3M12 14.5v2" />
  </Icon>
);

export const UnlockIcon = () => (
  <Icon>
    <rect x="4.5" y="10.5" width="15" height="10" rx="2.5" />
    <path d="M8 10.5v-3a4 4 0 0 1 7.7-1.5M12 14.5v2" />
  </Icon>
);

/** Reading a QR code from the screen: four corners around a point. */
export const ScanIcon = () => (
  <Icon>
    <path d="M3.5 8V5A1.5 1.5 0 0 1 5 3.5h3M16 3.5h3A1.5 1.5 0 0 1 20.5 5v3M20.5 16v3a1.5 1.5 0 0 1-1.5 1.5h-3M8 20.5H5A1.5 1.5 0 0 1 3.5 19v-3M12 8.5v7M8.5 12h7" />
  </Icon>
);

export const ImageIcon = () => (
  <Icon>
    <rect x="3.5" y="4.5" width="17" height="15" rx="2.5" />
    <circle cx="9" cy="9.5" r="1.5" />
    <path d="m4 17 4.5-4 3.5 3 4-4.5 4.5 4.5" />
  </Icon>
);

export const KeyIcon = () => (
  <Icon>
    <circle cx="8" cy="15.5" r="4.5" />
    <path d="m11.3 12.3 8.2-8.3M15.5 8l3 3" />
  </Icon>
);

/** A passkey: a fingerprint. */
export const PasskeyIcon = () => (
  <Icon>
    <path d="M6 18.5c1-2 1.5-4 1.5-6.5a4.5 4.5 0 0 1 9 0c0 1.7-.1 3.3-.5 5M12 12c0 3.2-.6 6-2 8.5M13.8 20.5c.4-.9.7-1.8.9-2.7M4 14c.3-.9.4-1.8.4-2.7A7.6 7.6 0 0 1 12 4a7.6 7.6 0 0 1 7.6 7.6c0 1.1 0 2.2-.2 3.3" />
  </Icon>
);

export const EditIcon = () => (
  <Icon>
    <path d="M4 20l1-4.5L16 4.5a2.1 2.1 0 0 1 3 0l.5.5a2.1 2.1 0 0 1 0 3L8.5 19 4 20ZM13.5 7l3.5 3.5" />
  </Icon>
);

export const TrashIcon = () => (
  <Icon>
    <path d="M4 6.5h16M9 6.5V5a1.5 1.5 0 0 1 1.5-1.5h3A1.5 1.5 0 0 1 15 5v1.5M6 6.5l.8 12.1a2 2 0 0 0 2 1.9h6.4a2 2 0 0 0 2-1.9L18 6.5M10 11v5M14 11v5" />
  </Icon>
);

export const UndoIcon = () => (
  <Icon>
    <path d="M8.5 5 4 9.5 8.5 14M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3" />
  </Icon>
);

/** Settings as three sliders: readable at small sizes, where a gear is not. */
export const SettingsIcon = () => (
  <Icon>
    <path d="M3.5 6.5h8M16.5 6.5h4M3.5 12h3M11.5 12h9M3.5 17.5h8M16.5 17.5h4" />
    <circle cx="14" cy="6.5" r="2.3" />
    <circle cx="9" cy="12" r="2.3" />
    <circle cx="14" cy="17.5" r="2.3" />
  </Icon>
);

export const HelpIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M9.5 9.5a2.6 2.6 0 1 1 3.8 2.3c-.8.5-1.3 1-1.3 1.9" />
    {dot(12, 16.8)}
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="m5.5 5.5 13 13M18.5 5.5l-13 13" />
  </Icon>
);

export const WarningIcon = () => (
  <Icon>
    <path d="M10.5 4.3 2.9 17.5a1.8 1.8 0 0 0 1.5 2.7h15.2a1.8 1.8 0 0 0 1.5-2.7L13.5 4.3a1.7 1.7 0 0 0-3 0ZM12 9.5v4" />
    {dot(12, 16.7)}
  </Icon>
);

export const InfoIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11.5v5" />
    {dot(12, 7.8)}
  </Icon>
);

export const ArrowIcon = () => (
  <Icon>
    <path d="M4.5 12h15M13.5 6l6 6-6 6" />
  </Icon>
);

export const ClockIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5.2l3.5 2.3" />
  </Icon>
);

export const DeviceIcon = () => (
  <Icon>
    <rect x="3.5" y="4.5" width="17" height="11.5" rx="2" />
    <path d="M12 16v4M8 20h8" />
  </Icon>
);

/** Filling a field: an arrow into a text box. */
export const FillIcon = () => (
  <Icon>
    <path d="M13.5 5H18a2.5 2.5 0 0 1 2.5 2.5v9A2.5 2.5 0 0 1 18 19h-4.5M3.5 12H14M10 8l4 4-4 4" />
  </Icon>
);

export const EyeIcon = () => (
  <Icon>
    <path d="M2.5 12C4.5 8 8 5.5 12 5.5S19.5 8 21.5 12c-2 4-5.5 6.5-9.5 6.5S4.5 16 2.5 12Z" />
    <circle cx="12" cy="12" r="3" />
  </Icon>
);

export const EyeOffIcon = () => (
  <Icon>
    <path d="M9.5 5.8c.8-.2 1.6-.3 2.5-.3 4 0 7.5 2.5 9.5 6.5a14 14 0 0 1-2.3 3.2M6.3 7.5A13 13 0 0 0 2.5 12c2 4 5.5 6.5 9.5 6.5 1.9 0 3.7-.6 5.2-1.5M4 4l16 16" />
  </Icon>
);

/** Three dots: the button that opens an account's menu. */
export const MoreIcon = () => (
  <Icon>
    <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="3.5" />
  </Icon>
);

export const DownloadIcon = () => (
  <Icon>
    <path d="M12 4v11M7 10.5l5 5 5-5M4.5 20h15" />
  </Icon>
);

export const FileIcon = () => (
  <Icon>
    <path d="M13.5 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5zM13.5 3.5v5h5" />
  </Icon>
);

export const PrintIcon = () => (
  <Icon>
    <path d="M7 9V3.5h10V9M7 17H5.5a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H17M7 14h10v6.5H7Z" />
  </Icon>
);
