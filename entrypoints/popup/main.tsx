/** The popup: composition of the store and its view. */

import { render } from "preact";
import { language, t } from "../../lib/platform/i18n.ts";
import { PopupView } from "./PopupView.tsx";
import { createPopupStore } from "./store.ts";

document.documentElement.lang = language();
document.title = t("app.name");

const root = document.getElementById("app");
if (root !== null) {
  const store = createPopupStore();
  render(<PopupView store={store} />, root);
  void store.start(); // failures become the store's own error state
}
