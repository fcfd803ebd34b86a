import { describe, expect, test } from "vitest";
import { describeAttachments } from "../../../src/render/kit/attachments/describe-attachments.js";
import { inertSvg } from "../../../src/render/kit/attachments/inert-svg.js";
import { publishedForm } from "../../../src/render/kit/attachments/published-form.js";
import { formatBytes } from "../../../src/render/kit/formats/format-bytes.js";
import { png } from "../../support/png.js";

const text = (value: string) => new TextEncoder().encode(value);
const svg = (inside: string, attributes = 'width="40" height="20"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`;

describe("what is published as what", () => {
  test.each<[string, Uint8Array, string]>([
    ["errors.png", png(640, 320), ""],
    ["notes.txt", text("it was so\n"), ""],
    ["rates.csv", text("at,rate\n"), ""],
    ["trace.json", text("{}"), ""],
    ["report.pdf", text("%PDF-1.7\n"), ""],
    ["rollout.log", text("22:51 start\n"), ".txt"],
    ["page.html", text("<script>alert(1)</script>"), ".txt"],
    ["page.xhtml", text("<html/>"), ".txt"],
    ["run.js", text("alert(1)"), ".txt"],
    ["report.pdf", text("<script>"), ".txt"],
    ["errors.png", text("<script>alert(1)</script>"), ".txt"],
    ["page.html", png(1, 1), ".bin"],
    ["page.html", Buffer.from("<script>alert(1)</script>\xff", "latin1"), ".bin"],
    ["notes.txt", Buffer.from([0xff, 0xfe, 0x3c, 0x00]), ".bin"],
    ["capture.pcap", Buffer.from([0xd4, 0xc3, 0xb2, 0xa1, 0]), ".bin"],
    ["drawing.svg", text(svg("<path d='M0 0'/>")), ""],
    ["drawing.svg", text(svg("<script>alert(1)</script>")), ".txt"],
  ])("%s", (name, bytes, ending) => {
    expect(publishedForm(name, bytes).ending).toBe(ending);
  });

  test("pictures have their size, drawings as well", () => {
    expect(publishedForm("a.png", png(640, 320)).picture).toEqual({ width: 640, height: 320, isVector: false });
    expect(publishedForm("a.svg", text(svg(""))).picture).toEqual({ width: 40, height: 20, isVector: true });
    expect(publishedForm("a.png", png(0, 320)).picture).toBeNull();
    expect(publishedForm("a.txt", png(640, 320)).picture).toBeNull();
  });

  test("a header that lies about its boxes is no picture", () => {
    const avif = Buffer.concat([Buffer.from([0, 0, 0, 16]), Buffer.from("ftypavif\0\0\0\0"), Buffer.alloc(64)]);
    expect(publishedForm("a.avif", avif)).toEqual({ ending: ".bin", picture: null });
  });
});

describe("an SVG file that only draws", () => {
  test.each([
    svg("<g fill='red'><rect width='1' height='1'/><text>A &lt; B</text></g>"),
    svg("<defs><linearGradient id='a'/></defs><rect fill='url(#a)'/><use xlink:href='#b'/>"),
    svg("<style>.a{fill:url('#a')}</style><title>Load</title>"),
    svg("<image href='data:image/png;base64,AAAA'/>"),
    svg("<a xlink:href='https://example.org/'><text>more</text></a>"),
    svg("<metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:li/></rdf:RDF></metadata>"),
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n${svg("")}`,
  ])("%s is shown", (drawing) => {
    expect(inertSvg(drawing)).not.toBeNull();
  });

  test.each([
    svg("<script>alert(1)</script>"),
    svg("<s:script xmlns:s='http://www.w3.org/2000/svg'>alert(1)</s:script>"),
    svg("<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>"),
    svg("<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>"),
    svg("<metadata><x xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></x></metadata>"),
    svg("<script xmlns=''/>"),
    svg("<rect onload='alert(1)'/>"),
    svg("<rect OnLoad='alert(1)'/>"),
    svg("", "width='1' height='1' onload='alert(1)'"),
    svg("<a href='javascript:alert(1)'><text>x</text></a>"),
    svg("<a href='java&#115;cript:alert(1)'><text>x</text></a>"),
    svg("<a><animate attributeName='href' values='javascript:alert(1)'/></a>"),
    svg("<a><set attributeName='href' to='javascript:alert(1)'/></a>"),
    svg("<foreignObject><p/></foreignObject>"),
    svg("<image href='https://example.org/a.png'/>"),
    svg("<image href='data:image/svg+xml;base64,AAAA'/>"),
    svg("<use xlink:href='other.svg#a'/>"),
    svg("<g xml:base='https://example.org/a.svg'><use xlink:href='#a'/></g>"),
    svg("<use xlink:href='#a'/>", "width='40' height='20' xml:base='https://example.org/a.svg'"),
    svg("<style>@import 'https://example.org/a.css'</style>"),
    svg("<style>.a{fill:url(https://example.org/a)}</style>"),
    svg("<style>.a{fill:u\\72l(https://example.org/a)}</style>"),
    svg("<rect style='fill:url(//example.org/a)'/>"),
    svg("<rect filter='url(https://example.org/a)'/>"),
    svg("<rect/>", ""),
    `<?xml-stylesheet href="https://example.org/a.css"?>${svg("")}`,
    `<!DOCTYPE svg [<!ENTITY a "b">]>${svg("")}`,
    `<?xml version="1.0" encoding="ISO-2022-JP"?>${svg("")}`,
    '<svg width="1" height="1"/>',
    '<html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>',
    "<svg",
    svg("<g>".repeat(50_000) + "</g>".repeat(50_000)),
  ])("%s is not", (drawing) => {
    expect(inertSvg(drawing)).toBeNull();
  });

  test.each<[string, number, number]>([
    ["width='40' height='20'", 40, 20],
    ["width='30pt' height='15pt'", 40, 20],
    ["viewBox='0 0 40 20'", 40, 20],
    ["viewBox='0,0,400,200' width='40'", 40, 20],
    ["width='100%' height='100%' viewBox='0 0 40 20'", 40, 20],
  ])("%s is %i by %i", (attributes, width, height) => {
    expect(inertSvg(svg("", attributes))).toEqual({ width, height });
  });
});

describe("where it is published", () => {
  const files: Record<string, Uint8Array> = {
    "evidence/a/notes": text("one"),
    "evidence/a/notes.txt": text("two"),
    "evidence/a/x/errors.png": png(8, 4),
    "evidence/a/.hidden.txt": text("three"),
    "evidence/a/what?.txt": text("four"),
    "evidence/a/b\\c.txt": text("five"),
    "evidence/a/C:.txt": text("six"),
  };

  test("beside its name, never over another file, and not where a name would not survive", () => {
    const { attachments: described } = describeAttachments(Object.keys(files).sort(), (file) => files[file] ?? null);
    expect([...described.values()].map(({ file, path }) => [file, path])).toEqual([
      ["evidence/a/notes", "evidence/a/notes.txt.txt"],
      ["evidence/a/notes.txt", "evidence/a/notes.txt"],
      ["evidence/a/x/errors.png", "evidence/a/x/errors.png"],
    ]);
    expect(described.get("evidence/a/notes.txt")).toMatchObject({ size: 3, picture: null });
  });

  test("what cannot be read is left out", () => {
    expect(describeAttachments(["evidence/a/gone.txt"], () => null).attachments.size).toBe(0);
  });
});

test.each<[number, string]>([
  [0, "0 bytes"],
  [1, "1 byte"],
  [812, "812 bytes"],
  [1200, "1.2 KB"],
  [9960, "10 KB"],
  [999_700, "1 MB"],
  [25_600_000, "26 MB"],
])("%d bytes are %s", (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});
