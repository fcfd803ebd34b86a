import fc from "fast-check";

/** Properties try the same cases in each run, so that a run can be made again. Another number tries others. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) });
