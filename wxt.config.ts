import { defineConfig } from "wxt";

/** Nothing from outside runs here, nothing goes out: `connect-src 'none'` also closes the service worker's fetch. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types hitotoki-worker",
].join("; ");

export default defineConfig({
  imports: false,
  modules: ["@wxt-dev/webextension-polyfill", "@wxt-dev/i18n/module"],
  manifest: ({ mode }) => ({
    name: "__MSG_extension_name__",
    short_name: "ひととき",
    description: "__MSG_extension_description__",
    default_locale: "ja",
    minimum_chrome_version: "128",
    permissions: ["storage", "unlimitedStorage", "alarms", "idle", "activeTab", "scripting"],
    host_permissions: [],
    externally_connectable: { ids: [] },
    storage: { managed_schema: "managed-schema.json" },
    incognito: "spanning",
    options_ui: { page: "manager.html", open_in_tab: true },
    action: { default_title: "__MSG_extension_name__" },
    commands: {
      "fill-code": {
        suggested_key: { default: "Ctrl+Shift+9", mac: "Command+Shift+9" },
        description: "__MSG_commands_fillCode__",
      },
    },
    ...(mode === "production" ? { content_security_policy: { extension_pages: contentSecurityPolicy } } : {}),
  }),
  vite: () => ({
    build: { modulePreload: { polyfill: false } },
  }),
});
