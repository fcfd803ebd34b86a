import type { DraftInput } from "./draft-input.js";

/** What flags and answers have said so far. It is kept where the questions are broken off. */
export class Session {
  constructor(public input: DraftInput) {}

  /** Keeps an answer. */
  keep(part: Partial<DraftInput>): void {
    this.input = { ...this.input, ...part };
  }
}
