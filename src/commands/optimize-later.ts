import { setFlagsFromString } from "node:v8";

/** How much bytecode a function runs before V8 optimizes it, in bytes; 67,584 by default. */
const MIN_BYTECODE_BYTES = 700_000;

/**
 * Has V8 optimize only what runs long, for a command that runs for seconds: in Node.js 20 a build of 1,000 postmortems spends a
 * quarter of its processor time on optimizing code, much of which hardly runs again. Newer versions wait by themselves, and do not
 * have this setting.
 */
export function optimizeLater(): void {
  if (process.versions.v8.startsWith("11.")) setFlagsFromString(`--interrupt-budget=${MIN_BYTECODE_BYTES}`);
}
