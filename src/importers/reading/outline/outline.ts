import type { Heading, Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { memoize } from "../../../util/memoize.js";
import { type HeadingRole, roleOfHeading } from "./heading-role.js";

/** A heading, or what stands for one, and what is under it. */
export interface Part {
  /** Where it starts: its heading, its line in bold, or the list that holds its label. Null for what comes before any heading. */
  node: RootContent | null;
  /** Null for lines and labels of a list that serve as headings. */
  heading: Heading | null;
  text: string;
  /** 0 for what comes before any heading, 1 to 6 for headings, 7 for a line in bold or above a list, 8 for a label. */
  depth: number;
  role: HeadingRole | null;
  /** Up to the next heading of any depth. */
  readonly own: readonly RootContent[];
  /** Up to the next heading of this depth or above. */
  readonly all: readonly RootContent[];
}

/** Longer texts are not postmortems; what follows belongs to the last part. */
const MAX_PARTS = 2000;

/** The parts of a text in its order; the first is what comes before any heading. */
export const outlineOf = memoize(({ children }: Root): Part[] => {
  const starts: { at: number; start: Start }[] = [{ at: -1, start: { node: null, heading: null, text: "", depth: 0 } }];
  children.forEach((node, at) => {
    const start = startedBy(node, children[at + 1]);
    if (start && starts.length < MAX_PARTS) starts.push({ at, start });
  });
  return starts.flatMap(({ at, start }, index) => {
    const end = starts[index + 1]?.at ?? children.length;
    const part: Part = {
      ...start,
      role: roleOfHeading(start.text),
      get own() {
        return children.slice(at + 1, end);
      },
      get all() {
        const next = starts.slice(index + 1).find((one) => one.start.depth <= start.depth);
        return children.slice(at + 1, next?.at ?? children.length);
      },
    };
    return [part, ...children.slice(at + 1, end).flatMap(labelsIn)];
  });
});

/** The heading of a part; for what only stands for one, as if it were. */
export function headingOf({ heading, text }: Part): Heading {
  return heading ?? { type: "heading", depth: 6, children: [{ type: "text", value: text }] };
}

/** Whether a part lies within another one. */
export function isWithin(inner: Part, outer: Part): boolean {
  return inner !== outer && inner.node !== null && outer.all.includes(inner.node);
}

type Start = Pick<Part, "node" | "heading" | "text" | "depth">;

/** A line above a list that can only be its heading. */
const PLAIN_HEADING =
  /^(?:action items?|follow[- ]?ups?|next steps|(?:incident )?timeline(?: of (?:the )?(?:events|incident))?(?:\s?\([^()]{1,60}\))?|what (?:can|could) be done to (?:prevent|avoid)\b[^.:]{0,60})\s?:?$/i;

function startedBy(node: RootContent, next?: RootContent): Start | undefined {
  if (node.type === "heading") return { node, heading: node, text: textOf(node).trim(), depth: node.depth };
  if (node.type !== "paragraph") return undefined;
  const whole = textOf(node).trim();
  if (next?.type === "list" && PLAIN_HEADING.test(whole))
    return { node, heading: null, text: whole.replace(/\s?:$/, ""), depth: 7 };
  const [first, ...rest] = node.children;
  const isBold = first?.type === "strong" && /^\s*:?\s*$/.test(rest.map((one) => textOf(one)).join(""));
  return isBold ? { node, heading: null, text: textOf(first).trim().replace(/:$/, ""), depth: 7 } : undefined;
}

/** Items of a list that are a label in bold with more below it. */
function labelsIn(node: RootContent): Part[] {
  if (node.type !== "list") return [];
  return node.children.flatMap(({ children: [label, ...below] }) => {
    const start = label && below.length > 0 ? startedBy(label) : undefined;
    return start?.heading === null
      ? [{ ...start, node, depth: 8, role: roleOfHeading(start.text), own: below, all: below }]
      : [];
  });
}
