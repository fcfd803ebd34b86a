/** An element of a chart. Attributes that are null are left out. */
export interface SvgElement {
  name: string;
  attributes: Readonly<Record<string, string | number | null>>;
  children: readonly (SvgElement | string)[];
}

/**
 * Makes an element. Trees of these are what templates may print unescaped: everything in them is escaped by `printSvg`.
 * (hastscript with rehype-stringify takes 15 µs per element: too slow for ten thousand pages.)
 */
export function el(
  name: string,
  attributes: SvgElement["attributes"],
  ...children: readonly (SvgElement | string | null)[]
): SvgElement {
  return { name, attributes, children: children.filter((child) => child !== null) };
}

/** Writes a tree as SVG within HTML. */
export function printSvg({ name, attributes, children }: SvgElement): string {
  let text = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key] ?? null;
    if (value !== null) text += ` ${key}="${typeof value === "number" ? round(value) : escaped(value)}"`;
  }
  if (children.length === 0) return `${text}/>`;
  text += ">";
  for (const child of children) text += typeof child === "string" ? escaped(child) : printSvg(child);
  return `${text}</${name}>`;
}

/** A small shape in a box of 12 by 12, as SVG within HTML. Words beside it say what it means. */
export function icon(className: string, outline: string): string {
  // The height follows from the width and the box.
  return printSvg(
    el("svg", { class: className, viewBox: "0 0 12 12", width: 12, ...DECORATION }, el("path", { d: outline })),
  );
}

/** Attributes of a decorative SVG: screen readers skip it, because text beside it says the same. */
export const DECORATION = { "aria-hidden": "true" } as const;

/** A share of the width as a percentage: `0.5` as `50%`. */
export function percent(share: number): string {
  return `${round(share * 100)}%`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (one) => ENTITIES[one] ?? one) : text;
}
