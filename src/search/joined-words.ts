/** Letters that German and its relatives put between the parts of a joined word. */
const LINKS = ["", "s", "es", "n", "en", "er", "e"];
/** In letters: shorter parts are endings and prefixes more often than words. */
const MIN_PART_LENGTH = 4;
const MIN_UNKNOWN_LENGTH = 5;
const SUFFIX = /^(?:bar|haft|heit|isch|keit|lich|los|lung|rung|sam|schaft|tion|tung|ung|wei[sz])/;

/**
 * The parts of a joined word: `Zertifikatsablauf` → `zertifikat`, `ablauf`. The last part must be a word that stands alone
 * somewhere; the first may be one that does not.
 * @param word in lower case
 * @param isWord whether a word, in lower case, stands alone somewhere in the collection
 * @returns null where it has no such parts
 */
export function joinedParts(word: string, isWord: (word: string) => boolean): [string, string] | null {
  let found: [string, string] | null = null;
  for (let cut = MIN_PART_LENGTH; cut <= word.length - MIN_PART_LENGTH; cut++) {
    const tail = word.slice(cut);
    if (SUFFIX.test(tail)) continue;
    for (const link of LINKS) {
      const front = word.slice(0, cut);
      if (!front.endsWith(link)) continue;
      const head = front.slice(0, front.length - link.length);
      if (head.length < MIN_PART_LENGTH) continue;
      const [knowsHead, knowsTail] = [isWord(head), isWord(tail)];
      if (knowsHead && knowsTail) return [head, tail];
      const isLikely = knowsTail ? head.length >= MIN_UNKNOWN_LENGTH : knowsHead && tail.length >= MIN_UNKNOWN_LENGTH;
      if (isLikely && (found === null || knowsTail)) found ??= [head, tail];
    }
  }
  return found;
}
