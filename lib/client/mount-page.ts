/** Starts one of the extension's pages: language, title, tree. */

import { type ComponentChild, render } from "preact";
import { language } from "../platform/i18n.ts";

/** Puts `tree` into the page's `#app`. */
export const mountPage = (title: string, tree: ComponentChild): void => {
  document.documentElement.lang = language();
  document.title = title;
  const root = document.getElementById("app");
  if (root !== null) render(tree, root);
};
