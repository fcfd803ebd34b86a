/**
 * Is told how far a run has come. What it returns is awaited, so that an interruption is heard meanwhile.
 *
 * @param stage what is being done, such as `Reading`
 * @param done how many of `total` are done
 */
export type Progress = (stage: string, done: number, total: number) => Promise<void> | undefined;
