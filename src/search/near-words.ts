import type { Vocabulary } from "./index-format.js";

const MAX_SUGGESTIONS = 3;

/**
 * The words of the collection that a word may have been meant to be: a letter or two wrong, missing, added or swapped; else
 * words that begin with it.
 */
export function nearWords(word: string, vocabulary: Vocabulary): string[] {
  const asked = plain(word);
  const most = asked.length <= 5 ? 1 : 2;
  const near = vocabulary.flatMap(([known, documents]) => {
    const other = plain(known);
    if (Math.abs(other.length - asked.length) > most || other === asked) return [];
    const edits = editsBetween(asked, other, most);
    // Slips are rare in the first letter.
    return edits > most ? [] : [{ known, documents, edits: edits + (other[0] === asked[0] ? 0 : 0.5) }];
  });
  if (near.length > 0) {
    near.sort((a, b) => a.edits - b.edits || b.documents - a.documents);
    const best = near[0]?.edits ?? 0;
    return near
      .filter(({ edits }) => edits < best + 1)
      .slice(0, MAX_SUGGESTIONS)
      .map(({ known }) => known);
  }
  if (asked.length < 3) return [];
  const longer = vocabulary.filter(([known]) => {
    const other = plain(known);
    return asked.length >= 5 ? other.includes(asked) : other.startsWith(asked);
  });
  return longer
    .sort(([a, m], [b, n]) => Number(plain(b).startsWith(asked)) - Number(plain(a).startsWith(asked)) || n - m)
    .slice(0, MAX_SUGGESTIONS)
    .map(([known]) => known);
}

/**
 * Two words of the collection that a word consists of, such as `control`, `plane` of `controlplane`; every way to cut it,
 * the most even first.
 */
export function cutsOf(word: string, vocabulary: Vocabulary): [string, string][] {
  const known = new Set(vocabulary.map(([one]) => plain(one)));
  const asked = plain(word);
  const cuts: [string, string][] = [];
  for (let at = 3; at <= asked.length - 3; at++) {
    const [a, b] = [asked.slice(0, at), asked.slice(at)];
    // German puts an s between the parts of many words.
    const heads = a.endsWith("s") ? [a, a.slice(0, -1)] : [a];
    for (const head of heads) if (head.length > 2 && known.has(head) && known.has(b)) cuts.push([head, b]);
  }
  const skew = ([a, b]: [string, string]) => Math.abs(a.length - b.length);
  return cuts.sort((a, b) => skew(a) - skew(b));
}

function plain(word: string): string {
  return word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");
}

/** The distance of Damerau and Levenshtein in its form of "optimal string alignment"; more than `most` where it is above that. */
function editsBetween(a: string, b: string, most: number): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      row[j] = edits;
      least = Math.min(least, edits);
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
