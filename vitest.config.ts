import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Most of a test's time is another process or a browser: all processors can be used.
    maxWorkers: "100%",
    include: ["test/**/*.test.ts"],
    globalSetup: "test/global-setup.ts",
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
