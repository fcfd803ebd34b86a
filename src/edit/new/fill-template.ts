/** The lines of a field; undefined: keep the template's lines as comments; null: omit the field and its help. */
export type FieldLines = readonly string[] | null | undefined;

export interface Filling {
  fields: Readonly<Record<string, FieldLines>>;
  /** The values of `{{name}}`: a line with it is repeated for each value, and omitted if there is none. */
  words: Readonly<Record<string, readonly string[]>>;
  /** The headings to use, by the headings in the template. */
  headings: ReadonlyMap<string, string>;
}

/**
 * Fills a template: front matter whose fields have help above them in lines with `##`, and sections. An unknown field
 * becomes a comment, which the author activates by removing `# `.
 * @param template starts with `---`
 */
export function fillTemplate(template: string, { fields, words, headings }: Filling): string {
  const [, yaml = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(template) ?? [];
  const lines = blocksOf(yaml).flatMap(({ help, name, lines }) => {
    const own = name === null ? [] : fields[name];
    if (own === null) return [];
    const shown = own ?? (name === null ? [] : openLines(lines, words));
    // A list without values would leave only its key.
    if (own === undefined && lines.length > 1 && shown.length === 1) return [];
    return [...expand(help, words), ...shown];
  });
  const text = body.replace(/^## (.*)$/gm, (line, heading: string) => `## ${headings.get(heading) ?? line.slice(3)}`);
  return `---\n${lines.join("\n")}\n---\n${expand(text.split("\n"), words).join("\n")}`;
}

/** The template's own lines of a field, as comments. */
export function openLines(lines: readonly string[], words: Filling["words"]): string[] {
  return expand(lines, words).map((line) => `# ${line}`);
}

/** The lines of a field in a template, without its help. */
export function templateField(template: string, field: string): readonly string[] {
  const yaml = /^---\n(.*?)\n---\n/s.exec(template)?.[1] ?? "";
  return blocksOf(yaml).find(({ name }) => name === field)?.lines ?? [];
}

interface Block {
  help: string[];
  name: string | null;
  lines: string[];
}

function blocksOf(yaml: string): Block[] {
  const blocks: Block[] = [];
  let open: Block = { help: [], name: null, lines: [] };
  for (const line of yaml.split("\n")) {
    const name = /^([a-z_]+):/.exec(line)?.[1];
    const isHelp = line === "" || line.startsWith("#");
    if (open.name !== null && (isHelp || name !== undefined)) {
      blocks.push(open);
      open = { help: [], name: null, lines: [] };
    }
    if (isHelp) open.help.push(line);
    else open.lines.push(line);
    open.name ??= name ?? null;
  }
  return [...blocks, open];
}

function expand(lines: readonly string[], words: Filling["words"]): string[] {
  return lines.flatMap((line) => {
    const name = /\{\{(\w+)\}\}/.exec(line)?.[1];
    if (name === undefined) return [line];
    const texts = words[name] ?? [];
    return expand(
      texts.map((text) => line.replace(`{{${name}}}`, () => text).trimEnd()),
      words,
    );
  });
}
