/** Data of Handlebars, beside the context: `root` is the model of the page. */
export interface TemplateData {
  root: object;
  /** Of the item of the list that is printed. */
  key?: string | number;
  index?: number;
  first?: boolean;
  last?: boolean;
  /** Prints what stands between the tags of the partial that is printed, as Handlebars calls it. */
  "partial-block"?: ((context: unknown, options: { data: TemplateData }) => string) | undefined;
  _parent?: TemplateData;
}

/** A template as code. Its context is what a template names without `@`. */
export type TemplateCode = (context: unknown, data: TemplateData) => string;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
  "`": "&#x60;",
  "=": "&#x3D;",
};

/** HTML that `{{…}}` prints as it is, in Handlebars too. */
export class SafeHtml {
  readonly #html: string;

  constructor(html: string) {
    this.#html = html;
  }

  toHTML(): string {
    return this.#html;
  }
}

/** A text as HTML, with the characters that Handlebars escapes. */
export function escapeHtml(text: string): string {
  return /[&<>"'`=]/.test(text) ? text.replace(/[&<>"'`=]/g, (character) => ESCAPES[character] ?? "") : text;
}

/** What the code of templates calls. Each does what Handlebars does for the same words in a template. */
export const templateParts = {
  /** `{{value}}` */
  text(value: unknown): string {
    if (typeof value === "string") return escapeHtml(value);
    if (value instanceof SafeHtml) return value.toHTML();
    return escapeHtml(templateParts.html(value));
  },
  /** `{{{value}}}` */
  html(value: unknown): string {
    return value === null || value === undefined ? "" : String(value);
  },
  /** For `{{owner.field}}` where nothing is: only a field that is there may be empty. */
  absent(owner: unknown, field: string): undefined {
    if (!owner || !(field in (owner as object))) throw new Error(`"${field}" not defined in ${owner}`);
  },
  /** `{{#if value}}` */
  isFilled(value: unknown): boolean {
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  },
  /** `{{#with value}}`, for which 0 is a value. */
  withOf(value: unknown, print: (context: unknown) => string, otherwise?: () => string): string {
    return templateParts.isFilled(value) || value === 0 ? print(value) : (otherwise?.() ?? "");
  },
  /** `{{#each list}}`; of an object its values. */
  eachOf(list: unknown, outer: TemplateData, print: TemplateCode, otherwise?: () => string): string {
    const { items, keys } = itemsOf(list);
    if (items.length === 0) return otherwise?.() ?? "";
    const data: TemplateData = { ...outer, _parent: outer };
    let html = "";
    for (let index = 0; index < items.length; index++) {
      data.key = keys?.[index] ?? index;
      data.index = index;
      data.first = index === 0;
      data.last = index === items.length - 1;
      html += print(items[index], data);
    }
    return html;
  },
  /** `{{#> partial}}block{{/partial}}`: the data for the partial, in which it finds the block. */
  withBlock(outer: TemplateData, print: TemplateCode): TemplateData {
    const block = outer["partial-block"];
    return {
      ...outer,
      _parent: outer,
      "partial-block": (context, { data }) => print(context, { ...data, _parent: data, "partial-block": block }),
    };
  },
};

function itemsOf(list: unknown): { items: readonly unknown[]; keys?: readonly string[] } {
  if (Array.isArray(list)) return { items: list };
  if (typeof list !== "object" || list === null) return { items: [] };
  if (Symbol.iterator in list) return { items: [...(list as Iterable<unknown>)] };
  return { items: Object.values(list), keys: Object.keys(list) };
}
