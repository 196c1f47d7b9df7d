import { defineConfig } from "@playwright/test";

const readingPictures = ["**/region*.test.ts", "**/add.test.ts"];

export default defineConfig({
  outputDir: "test-results/browser",
  timeout: 180_000,
  // Three browsers on two cores: what is waited for comes, but not always at once.
  expect: { timeout: 30_000 },
  fullyParallel: true,
  workers: 3,
  retries: 0,
  forbidOnly: true,
  reporter: [
    ["list"],
    ...(process.env["PLAYWRIGHT_JSON_OUTPUT_NAME"] === undefined ? [] : [["json"] as const]),
  ],
  projects: [
    { name: "extension", testDir: "tests/e2e", testMatch: "**/*.test.ts", testIgnore: readingPictures },
    // Run by themselves with fewer workers: the product gives a picture three seconds and no more.
    { name: "pictures", testDir: "tests/e2e", testMatch: readingPictures },
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
