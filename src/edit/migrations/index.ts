import type { Migration } from "../migrate.js";

/** Every migration, the oldest first: each reads the schema that the one before it makes. There is one schema so far. */
export const migrations: readonly Migration[] = [];
