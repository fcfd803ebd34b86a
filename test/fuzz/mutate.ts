/** A small seeded generator of random numbers (mulberry32), so that every case can be made again from its number. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Pieces that parsers, printers and people have stumbled over. */
const PIECES = [
  "*",
  "**a ",
  "_b_",
  "~~",
  "`",
  "```\n",
  "[",
  "](",
  "![a](",
  "[^1]",
  "[^1]: ",
  "[a]: b\n",
  "> ",
  "> [!NOTE]\n",
  "- ",
  "1. ",
  "\t",
  "    ",
  "# ",
  "## Summary\n",
  "===\n",
  "---\n",
  "***\n",
  "|a|",
  "|-|",
  "\n",
  "\n\n",
  "\r",
  "\r\n",
  ":::internal\n",
  ":::\n",
  "::: internal\n",
  ":a[b]",
  ":a{b=c}",
  "::leaf\n",
  "<details>\n",
  "</details>\n",
  "<sub>",
  "</sub>",
  "<!-- ",
  "-->",
  "<script>",
  "<![CDATA[",
  "&amp;",
  "&#0;",
  "&#xd800;",
  "\\",
  "https://a@b",
  "www.a.b ",
  "a@b.c ",
  "javascript:",
  '"\\ud83d"',
  '"\\0"',
  "\ufffe",
  "\ufeff",
  "\u202e",
  "\u200b",
  "\u2028",
  "\u0000",
  "\u001b[2J",
  "é",
  "漢",
  "😀",
  "title: ",
  "timeline:\n  - {at: ",
  "{a: ",
  "}",
  "]",
  "- {id: M1",
  "&anchor ",
  "*alias",
  "!tag ",
  "%YAML 1.2\n",
  "? ",
  "| \n",
  ">-\n",
  "null",
  "1e999",
  "0x10",
  "2026-02-30",
  "PT1H",
  "incident:",
  "missing:M1",
  "../../etc/passwd",
  "__proto__: ",
  "constructor: ",
  "evidence: [{file: ../x}]\n",
  "=cmd()",
  "<<<<<<< HEAD\n",
] as const;

const MAX_REPEATED = 4000;

/** A document with one to eight changes: pieces put in, once or very often, parts taken out, doubled, moved, bytes changed. */
export function mutate(text: string, seed: number): Uint8Array {
  const random = randomFrom(seed);
  const at = () => random(result.length + 1);
  let result = text;
  for (let left = 1 + random(8); left > 0; left--) {
    const [from, length] = [at(), random(60)];
    const piece = PIECES[random(PIECES.length)] ?? "";
    switch (random(8)) {
      case 0:
      case 1:
        result = result.slice(0, from) + piece + result.slice(from);
        break;
      case 2:
        result =
          result.slice(0, from) + piece.repeat(1 + random(random(8) === 0 ? MAX_REPEATED : 20)) + result.slice(from);
        break;
      case 3:
        result = result.slice(0, from) + result.slice(from + length);
        break;
      case 4:
        result = result.slice(0, from) + result.slice(from, from + length).repeat(2 + random(4)) + result.slice(from);
        break;
      case 5: {
        const to = at();
        result = result.slice(0, from) + result.slice(to, to + length) + result.slice(from);
        break;
      }
      case 6: {
        const other = PIECES[random(PIECES.length)] ?? "";
        result = `${result}\n\n${(piece + other).repeat(1 + random(200))}a${piece.repeat(random(200))}\n`;
        break;
      }
      default:
        result =
          result.slice(0, from) + String.fromCharCode(random(random(2) === 0 ? 128 : 65_536)) + result.slice(from + 1);
    }
  }
  const bytes = Buffer.from(result);
  // Now and then bytes that are no UTF-8, or a file that ends too early.
  if (random(20) === 0 && bytes.length > 0) bytes[random(bytes.length)] = random(256);
  return random(40) === 0 ? bytes.subarray(0, random(bytes.length + 1)) : bytes;
}
