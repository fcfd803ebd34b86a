/** Characters that take two places of a terminal: those of Han, Kana and Hangul, full-width forms and pictures. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uFF01-\uFF60]/u;

/** How many places of a terminal a text takes. Marks that sit on another character take none. */
export function cellWidth(text: string): number {
  let width = 0;
  for (const character of text) if (!/\p{M}/u.test(character)) width += WIDE.test(character) ? 2 : 1;
  return width;
}

/** The lines of a text, each at most so wide. What is longer than a line itself is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (cellWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (cellWidth(line) > width) {
      const head = headOf(line, width);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
}

/** As much of a word as fits, at least one character; if it can be, up to a hyphen. */
function headOf(word: string, width: number): string {
  let head = "";
  for (const character of word) {
    if (head !== "" && cellWidth(head + character) > width) break;
    head += character;
  }
  const hyphen = head.lastIndexOf("-");
  return hyphen > head.length / 2 ? head.slice(0, hyphen + 1) : head;
}
