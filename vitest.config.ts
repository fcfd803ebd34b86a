import { defineConfig } from "vitest/config";
import { THREATS } from "./test/security/threats.js";
import { builtModules } from "./test/support/built-modules.js";
import { LongestFirst } from "./test/support/longest-first.js";

export default defineConfig({
  plugins: [builtModules()],
  test: {
    // The test runner itself needs little processor time.
    maxWorkers: "100%",
    // Files of one worker share the modules that they load: loading them for each file took half of the time. No test
    // replaces a module, and modules keep no state but caches of what comes with the package.
    isolate: false,
    // With THREATS=1 only what the table of SECURITY.md names.
    include: process.env.THREATS ? THREATS.flatMap(({ tests }) => tests) : ["test/**/*.test.ts"],
    // The program prints other things in CI, and a test is the same wherever it runs.
    env: { CI: "", GITHUB_ACTIONS: "", NO_COLOR: "1" },
    sequence: { sequencer: LongestFirst },
    globalSetup: "test/global-setup.ts",
    setupFiles: "test/support/seed.ts",
    reporters: ["default", "./test/support/security-report.ts"],
    // What hangs ends here; how long a test takes is up to the machine.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
