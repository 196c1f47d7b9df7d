import { defineConfig } from "@playwright/test";

export default defineConfig({
  outputDir: "test-results/browser",
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 3,
  retries: 0,
  forbidOnly: true,
  reporter: [
    ["list"],
    ...(process.env["PLAYWRIGHT_JSON_OUTPUT_NAME"] === undefined ? [] : [["json"] as const]),
  ],
  projects: [
    { name: "extension", testDir: "tests/e2e", testMatch: "**/*.test.ts" },
    { name: "keycloak", testDir: "tests/keycloak", testMatch: "**/*.test.ts" },
    {
      name: "torture",
      testDir: "tests/torture",
      testMatch: "**/*.test.ts",
      fullyParallel: false,
      timeout: 4 * 60 * 60_000,
    },
  ],
});
