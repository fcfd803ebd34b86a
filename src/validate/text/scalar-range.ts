/**
 * Maps a range of a YAML scalar's value to the scalar as written, which can differ by quotes, folded lines, and doubled
 * or escaped quotes.
 * @param raw the scalar as written, with its quotes or the header of its block
 * @param start offset in `value`
 * @param end offset in `value`, exclusive
 * @returns offsets in `raw`, or undefined if the two differ in another way
 */
export function scalarRange(
  raw: string,
  value: string,
  start: number,
  end: number,
): { start: number; end: number } | undefined {
  const direct = raw.indexOf(value);
  if (direct >= 0) return { start: direct + start, end: direct + end };
  let at = /^(?:[|>][^\n]*|["'])?/.exec(raw)?.[0].length ?? 0;
  let from: number | undefined;
  for (let i = 0; i < end; i++) {
    const wanted = value.charAt(i);
    if (isBlank(wanted)) {
      while (isBlank(raw.charAt(at))) at++;
      continue;
    }
    while (isBlank(raw.charAt(at))) at++;
    if (raw.startsWith("''", at) && raw.startsWith("'") && wanted === "'") at++;
    else if (raw.startsWith('\\"', at) || raw.startsWith("\\\\", at)) at++;
    if (raw.charAt(at) !== wanted) return undefined;
    if (i >= start) from ??= at;
    at++;
  }
  return from === undefined ? undefined : { start: from, end: at };
}

function isBlank(character: string): boolean {
  return character === " " || character === "\n" || character === "\r" || character === "\t";
}
