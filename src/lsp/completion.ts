import { type CompletionItem, CompletionItemKind, type CompletionList } from "vscode-languageserver/node.js";
import { isDocument } from "../model/raw-file.js";
import { rules } from "../validate/rules/index.js";
import type { CursorContext } from "./cursor-context.js";
import type { Declaration } from "./declarations.js";
import { textRange } from "./ranges.js";

/** What is offered: text to insert, and what it means. */
interface Offer {
  label: string;
  kind: CompletionItemKind;
  insert?: string;
  detail?: string | undefined;
  documentation?: string | undefined;
}

/** With more, only those that contain what is typed are offered. */
const MAX_OFFERS = 500;

/** Ids that YAML takes without quotes. */
const PLAIN = /^[A-Za-z0-9@][\w/.-]*$/;

/** What could be written at a place: fields, the values of an enumeration, ids of catalogs, documents and this file. */
export function complete(context: CursorContext): CompletionList {
  const { cursor, source } = context;
  const range = textRange(source, cursor.start, cursor.end);
  // A quoted text of several lines is neither an id nor a field, and an offer may not replace it.
  if (range.start.line !== range.end.line) return { isIncomplete: false, items: [] };
  const offers = [
    ...(cursor.is === "value" ? [] : fields(context)),
    ...(cursor.is === "key" ? [] : [...values(context), ...ids(context)]),
  ];
  const typed = cursor.text.toLowerCase();
  const fitting =
    offers.length > MAX_OFFERS ? offers.filter(({ label }) => label.toLowerCase().includes(typed)) : offers;
  const items = fitting.slice(0, MAX_OFFERS).map(
    ({ label, kind, insert, detail, documentation }, index): CompletionItem => ({
      label,
      kind,
      sortText: String(index).padStart(4, "0"),
      textEdit: { range, newText: insert ?? label },
      ...(detail ? { detail } : {}),
      ...(documentation ? { documentation } : {}),
    }),
  );
  return { isIncomplete: offers.length > MAX_OFFERS, items };
}

/** The fields that the map has not yet, in the order of the schema, those that may be demanded first. */
function fields({ cursor, shape, role }: CursorContext): Offer[] {
  const insert = (name: string) => (cursor.hasColon ? name : `${name}: `);
  const free = shape.fields.filter(({ name }) => !cursor.siblings.includes(name));
  const demanded = (required: boolean) => free.filter((field) => field.required === required);
  const named = [...demanded(true), ...demanded(false)].map(({ name, value }) => ({
    label: name,
    kind: CompletionItemKind.Property,
    insert: insert(name),
    documentation: value.description,
  }));
  const ofRules = role.role === "config" && cursor.path.join() === "rules" ? ruleOffers() : [];
  return [...named, ...ofRules.map((one) => ({ ...one, insert: insert(one.label) }))];
}

function values({ cursor, shape, source }: CursorContext): Offer[] {
  const isQuoted = /["']$/.test(source.text.slice(0, cursor.start));
  return shape.values.map((label) => ({
    label,
    kind: CompletionItemKind.EnumMember,
    insert: isQuoted || PLAIN.test(label) ? label : JSON.stringify(label),
    documentation: shape.description,
  }));
}

/** The ids that fit here; where a typed reference is meant, with their type in front. */
function ids(context: CursorContext): Offer[] {
  const own = isDocument(context.role) ? context.role.id : null;
  const known = () => context.declarations().filter(({ id }) => PLAIN.test(id) && id !== own);
  // `cites` takes evidence, and what starts with S as a source.
  const kinds = new Set(
    ["x", "Sx"].flatMap((id) => context.references(id).flatMap((one) => (one.id === id ? one.kind : []))),
  );
  if (kinds.has("rule")) return ruleOffers();
  if (kinds.size > 0) return known().flatMap((one) => (kinds.has(one.kind) ? offer(one, one.id) : []));
  if (context.references("step:x").length === 0) return [];
  return known().flatMap((one) => {
    const fits = context.references(`${one.kind}:x`).some(({ kind }) => kind === one.kind);
    return fits ? offer(one, `${one.kind}:${one.id}`) : [];
  });
}

function offer({ title, description }: Declaration, label: string): Offer {
  return { label, kind: CompletionItemKind.Reference, detail: title, documentation: description };
}

function ruleOffers(): Offer[] {
  return rules.map(({ id, severity }) => ({ label: id, kind: CompletionItemKind.Reference, detail: severity }));
}
