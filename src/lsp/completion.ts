import { type CompletionItem, CompletionItemKind, type CompletionList } from "vscode-languageserver/node.js";
import { rules } from "../validate/rules/index.js";
import type { Declaration } from "./declarations.js";
import { stretch } from "./ranges.js";
import type { Spot } from "./spot.js";

/** What is offered: text to insert, and what it means. */
interface Offer {
  label: string;
  kind: CompletionItemKind;
  insert?: string;
  detail?: string | undefined;
  documentation?: string | undefined;
}

/** More than this are narrowed down by what is typed. */
const MOST = 500;

/** Ids are written as they are: what would need quotes is no id. */
const PLAIN = /^[A-Za-z0-9@][\w/.-]*$/;

/** What could be written at a place: fields, the values of an enumeration, ids of catalogs, documents and this file. */
export function complete(spot: Spot): CompletionList {
  const { cursor, source } = spot;
  const range = stretch(source, cursor.start, cursor.end);
  // A quoted text of several lines is neither an id nor a field, and an offer may not replace it.
  if (range.start.line !== range.end.line) return { isIncomplete: false, items: [] };
  const offers = [
    ...(cursor.is === "value" ? [] : fields(spot)),
    ...(cursor.is === "key" ? [] : [...values(spot), ...ids(spot)]),
  ];
  const typed = cursor.text.toLowerCase();
  const fitting = offers.length > MOST ? offers.filter(({ label }) => label.toLowerCase().includes(typed)) : offers;
  const items = fitting.slice(0, MOST).map(
    ({ label, kind, insert, detail, documentation }, index): CompletionItem => ({
      label,
      kind,
      sortText: String(index).padStart(4, "0"),
      textEdit: { range, newText: insert ?? label },
      ...(detail ? { detail } : {}),
      ...(documentation ? { documentation } : {}),
    }),
  );
  return { isIncomplete: offers.length > MOST, items };
}

/** The fields that the map has not yet, in the order of the schema, those that may be demanded first. */
function fields({ cursor, shape, role }: Spot): Offer[] {
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

function values({ shape }: Spot): Offer[] {
  return shape.values.map((label) => ({
    label,
    kind: CompletionItemKind.EnumMember,
    documentation: shape.description,
  }));
}

/** The ids that fit here; where a typed reference is meant, with their type in front. */
function ids(spot: Spot): Offer[] {
  const own = spot.role.role === "postmortem" || spot.role.role === "drill" ? spot.role.id : null;
  const known = () => spot.declarations().filter(({ id }) => PLAIN.test(id) && id !== own);
  // `cites` takes evidence, and what starts with S as a source.
  const kinds = new Set(
    ["x", "Sx"].flatMap((id) => spot.references(id).flatMap((one) => (one.id === id ? one.kind : []))),
  );
  if (kinds.has("rule")) return ruleOffers();
  if (kinds.size > 0) return known().flatMap((one) => (kinds.has(one.kind) ? offer(one, one.id) : []));
  if (spot.references("step:x").length === 0) return [];
  return known().flatMap((one) => {
    const fits = spot.references(`${one.kind}:x`).some(({ kind }) => kind === one.kind);
    return fits ? offer(one, `${one.kind}:${one.id}`) : [];
  });
}

function offer({ title, description }: Declaration, label: string): Offer {
  return { label, kind: CompletionItemKind.Reference, detail: title, documentation: description };
}

function ruleOffers(): Offer[] {
  return rules.map(({ id, severity }) => ({ label: id, kind: CompletionItemKind.Reference, detail: severity }));
}
