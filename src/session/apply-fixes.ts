import { editInRounds } from "../edit/edit-in-rounds.js";
import type { Diagnostic, Edit, Suggestion } from "../model/diagnostic.js";
import { type Checked, type CheckOptions, check } from "../pipeline.js";

/** What fixing came to. Nothing is written. */
export interface Fixed {
  /** The texts that were changed, by path in the collection. */
  changed: ReadonlyMap<string, string>;
  applied: number;
  /** The check of the changed texts. */
  checked: Checked;
}

/**
 * Applies the wanted suggestions of a check, checks the changed texts, and so on until nothing is left to apply.
 * @param first the check of the files as they are
 */
export async function applyFixes(
  root: string,
  first: Checked,
  request: CheckOptions,
  wants: (diagnostic: Diagnostic, suggestion: Suggestion) => boolean,
): Promise<Fixed> {
  let checked = first;
  const { changed, applied } = await editInRounds(
    (path) => first.sources.get(path)?.text ?? "",
    async (texts) => {
      if (texts.size > 0) checked = await check(root, { ...request, overlay: withTexts(request, texts) });
      const edits = new Map<string, (readonly Edit[])[]>();
      for (const diagnostic of checked.diagnostics) {
        const suggestion = diagnostic.suggestions?.find((one) => wants(diagnostic, one));
        if (suggestion === undefined) continue;
        edits.set(diagnostic.file, [...(edits.get(diagnostic.file) ?? []), suggestion.edits]);
      }
      return edits;
    },
  );
  return { changed, applied, checked };
}

function withTexts({ overlay }: CheckOptions, texts: ReadonlyMap<string, string>): Map<string, Uint8Array> {
  return new Map([...(overlay ?? []), ...Array.from(texts, ([path, text]) => [path, Buffer.from(text)] as const)]);
}
