import { built_in_fields } from "#validators";
import type { AnyDocument } from "../model/collection.js";
import { type FieldDeclaration, type FieldOwner, fieldFaults, fieldsOn } from "../model/custom-fields.js";
import type { Severity } from "../model/diagnostic.js";
import type { ConfigData, CustomFields } from "../model/schema-types.js";
import type { CheckedFile } from "./checked-file.js";
import { didYouMean, nearest } from "./ids/suggest.js";
import { replacement } from "./replacement.js";
import { documentsOf, type RuleContext, type RuleProblem, severityByStatus } from "./rule.js";
import { wordingOf } from "./schema/schema-wording.js";

const PLURAL: Readonly<Record<FieldOwner, string>> = { postmortem: "postmortems", drill: "drills", action: "actions" };

/** Problems in the declarations of custom fields that the schema cannot find. */
export function* declarationProblems({ parsed, schema: { data } }: CheckedFile): Iterable<RuleProblem> {
  const seen = new Set<string>();
  for (const field of (data as ConfigData | undefined)?.fields ?? []) {
    const { name, type, options } = field;
    const problem = { file: parsed.path, place: parsed.places.value(field, "name") };
    if (seen.has(name))
      yield { ...problem, message: `Duplicate field ${JSON.stringify(name)}`, hint: "Keep one of the two" };
    else if (built_in_fields.includes(name))
      yield {
        ...problem,
        message: `${JSON.stringify(name)} is a built-in field`,
        hint: "Choose another name, or remove the declaration: a built-in field needs none",
      };
    seen.add(name);
    if (options !== undefined && type !== "choice" && type !== "choices")
      yield {
        file: parsed.path,
        place: parsed.places.key(field, "options"),
        message: `Unexpected options of a field of type ${type}`,
        hint: "Remove options, or write type: choice or type: choices",
      };
  }
}

/** Values of custom fields that no declaration allows. */
export function* valueProblems(context: RuleContext): Iterable<RuleProblem> {
  const { config } = context.collection;
  const isWritten = declarationNames(context);
  for (const document of documentsOf(context))
    for (const { owner, fields } of holdersIn(document))
      for (const name of Object.keys(fields ?? {}))
        if (fields !== undefined) yield* problemsOf(document, owner, fields, name, config, isWritten);
}

function* problemsOf(
  { places, source }: AnyDocument,
  owner: FieldOwner,
  fields: CustomFields,
  name: string,
  config: ConfigData,
  isWritten: (name: string) => boolean,
): Iterable<RuleProblem> {
  const here = fieldsOn(config, owner);
  const field = here.find((one) => one.name === name);
  if (field === undefined) {
    const place = places.key(fields, name);
    const problem = { file: source.path, place, message: `Unknown field ${JSON.stringify(name)}` };
    const meant = nearest(
      name,
      here.map((one) => one.name),
    );
    if (config.fields?.some((one) => one.name === name))
      yield {
        ...problem,
        message: `Field ${JSON.stringify(name)} is not declared for ${PLURAL[owner]}`,
        hint: `Remove it, or add ${owner} to its \`on\` in inquest.yaml`,
      };
    // An invalid declaration is already reported.
    else if (!isWritten(name))
      yield {
        ...problem,
        hint: `${meant.length === 0 ? "Remove it" : `${didYouMean(meant)} Else remove it`}, or declare it under fields in inquest.yaml`,
        suggestions: replacement(source, place, name, meant),
      };
    return;
  }
  const value = fields[name];
  for (const { at, ...fault } of fieldFaults(field, value)) {
    const place = at === undefined ? places.value(fields, name) : places.value(value as object, at);
    const isPlain = typeof fault.data === "number" || typeof fault.data === "boolean";
    const { message, hint, misspelt } = wordingOf(fault, name, isPlain ? source.textAt(place) : undefined);
    const suggestions = misspelt ? replacement(source, place, misspelt.written, misspelt.meant) : [];
    yield { file: source.path, place, message, hint, suggestions };
  }
}

/** Whether a declaration may have a name, invalid ones included, and all that cannot be read. */
function declarationNames({ files, lost }: RuleContext): (name: string) => boolean {
  const config = files.find(({ parsed }) => parsed.file.role === "config")?.parsed.data;
  const fields: unknown = (config as { fields?: unknown } | null | undefined)?.fields;
  if (!Array.isArray(fields)) return () => lost.has("fields");
  const names = new Set(fields.map((one: { name?: unknown } | null) => one?.name));
  return (name) => names.has(name);
}

/** Missing custom fields that the status of a document requires of it or its actions. */
export function* missingFields(document: AnyDocument, context: RuleContext): Iterable<RuleProblem> {
  const { places, source } = document;
  for (const { owner, holder, fields } of holdersIn(document)) {
    for (const field of fieldsOn(context.collection.config, owner)) {
      const severity = severityOf(field, document, context);
      if (severity === undefined || (fields !== undefined && Object.hasOwn(fields, field.name))) continue;
      if (fields === undefined && places.has(holder, "fields")) continue;
      yield {
        file: source.path,
        place: places.of(fields ?? holder),
        missing: fields === undefined ? `fields/${field.name}` : field.name,
        message: `Missing field ${JSON.stringify(field.name)}`,
        hint: `${fields === undefined ? `Add fields: {${field.name}: …}` : `Add ${field.name}: … under fields`}; inquest.yaml requires it (${field.title})`,
        severity,
      };
    }
  }
}

function severityOf({ required }: FieldDeclaration, document: AnyDocument, context: RuleContext): Severity | undefined {
  if (required === undefined) return undefined;
  const byStatus = severityByStatus(document, context);
  return byStatus !== undefined && required === "in-review" ? "error" : byStatus;
}

/** The document and its actions, with their custom fields. */
function holdersIn({
  type,
  data,
}: AnyDocument): { owner: FieldOwner; holder: object; fields: CustomFields | undefined }[] {
  return [
    { owner: type, holder: data, fields: data.fields },
    ...(data.actions ?? []).map((action) => ({ owner: "action" as const, holder: action, fields: action.fields })),
  ];
}
