/**
 * Makes the validators that ajv writes two fifths shorter, because every start loads them: where ajv repeats statements at each keyword, they
 * call a function. They find the same errors in the same order.
 */

type Errors = object[] | null;
type Fields = Record<string, unknown>;
type MapSchema = { required: string[]; properties: Fields };
type Validate = { (data: unknown, instancePath: string): boolean; errors: object[] };

function addError(errors: Errors, error: object): object[] {
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}

function addErrors(errors: Errors, more: object[]): object[] {
  return errors === null ? more : errors.concat(more);
}

function countErrors(errors: Errors): number {
  return errors === null ? 0 : errors.length;
}

function keepErrors(errors: Errors, count: number): Errors {
  if (errors === null || count === 0) return null;
  errors.length = count;
  return errors;
}

function isMap(data: unknown): boolean {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function hasField(data: Fields, name: string): boolean {
  return data[name] !== undefined && Object.hasOwn(data, name);
}

function addFieldErrors(errors: Errors, data: Fields, name: string, validate: Validate, instancePath: string): Errors {
  const isValid = !hasField(data, name) || validate(data[name], `${instancePath}/${name}`);
  return isValid ? errors : addErrors(errors, validate.errors);
}

function addMissing(errors: Errors, data: Fields, parentSchema: MapSchema, instancePath: string): Errors {
  let all = errors;
  for (const missingProperty of parentSchema.required)
    if (!hasField(data, missingProperty))
      all = addError(all, { instancePath, keyword: "required", params: { missingProperty }, parentSchema, data });
  return all;
}

function addUnknown(errors: Errors, data: Fields, parentSchema: MapSchema, instancePath: string): Errors {
  let all = errors;
  for (const additionalProperty of Object.keys(data))
    if (!Object.hasOwn(parentSchema.properties, additionalProperty)) {
      const params = { additionalProperty };
      all = addError(all, { instancePath, keyword: "additionalProperties", params, parentSchema, data });
    }
  return all;
}

const HELPERS = [addError, addErrors, countErrors, keepErrors, isMap, hasField, addFieldErrors, addMissing, addUnknown];

/** What ajv writes, and what stands there instead. Later patterns match what earlier ones leave. */
const REPLACEMENTS: [written: RegExp, shorter: string][] = [
  // Nothing asks what stands around the value.
  [/\(data, \{instancePath="", parentData, parentDataProperty, rootData=data\}=\{\}\)/g, '(data, instancePath="")'],
  [/\{instancePath(?=,)/g, "{instancePath:instancePath"],
  [/\{instancePath:([^{},]+),parentData[^{}]*,rootData\}/g, "$1"],
  // Nothing asks of an error which keyword of which schema it breaks: the schema around the keyword says it.
  [/schemaPath:"[^"]*",/g, ""],
  [/,schema:(?:"(?:[^"\\]|\\.)*"|[\w.$"[\]]+),parentSchema:/g, ",parentSchema:"],
  // The list of errors says how many there are.
  [/let errors = 0;|errors = _errs\d+;|errors = vErrors\.length;|errors\+\+;/g, ""],
  [/const (_errs\d+) = errors;/g, "const $1 = countErrors(vErrors);"],
  [/(_errs\d+) === errors/g, "$1 === countErrors(vErrors)"],
  [/\berrors === 0/g, "vErrors === null"],
  [
    /const (err\d+) = ((?:[^;"]|"(?:[^"\\]|\\.)*")+);if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}/g,
    "vErrors = addError(vErrors, $2);",
  ],
  [/vErrors === null \? (validate\d+)\.errors : vErrors\.concat\(\1\.errors\)/g, "addErrors(vErrors, $1.errors)"],
  [
    /if\(vErrors !== null\)\{if\((_errs\d+)\)\{vErrors\.length = \1;\}else \{vErrors = null;\}\}/g,
    "vErrors = keepErrors(vErrors, $1);",
  ],
  [/(data\d*) && typeof \1 == "object" && !Array\.isArray\(\1\)/g, "isMap($1)"],
  [/(data\d*)\.(\w+) !== undefined && func0\.call\(\1, "\2"\)/g, 'hasField($1, "$2")'],
  [/\((data\d*)(?:\.\w+|\[\w+\]) === undefined\) \|\| \(!\(func0\.call\(\1, ("?\w+"?)\)\)\)/g, "!hasField($1, $2)"],
  [
    /if\(hasField\((data\d*), "(\w+)"\)\)\{if\(!\((validate\d+)\(\1\.\2, ([^()]*)\+"\/\2"\)\)\)\{vErrors = addErrors\(vErrors, \3\.errors\);\}\}/g,
    'vErrors = addFieldErrors(vErrors, $1, "$2", $3, $4);',
  ],
  [
    /for\(const (prop\d+) of ([^ ]+)\.required\)\{if\(!hasField\((data\d*), \1\)\)\{vErrors = addError\(vErrors, \{instancePath:([^,]*),[^{}]*\{[^{}]*\}[^{}]*\}\);\}\}/g,
    "vErrors = addMissing(vErrors, $3, $2, $4);",
  ],
  [
    /for\(const (key\d+) of Object\.keys\((data\d*)\)\)\{if\(!\([^{}]*\)\)\{vErrors = addError\(vErrors, \{instancePath:([^,]*),keyword:"additionalProperties",params:\{additionalProperty: \1\},parentSchema:([^,]*),[^{}]*\}\);\}\}/g,
    "vErrors = addUnknown(vErrors, $2, $4, $3);",
  ],
  [
    /let (valid\d+);\1 = false;for\(const (v\d+) of ([^ ]+)\)\{if\(func\d+\((data\d*), \2\)\)\{\1 = true;break;\}\}if\(!\1\)/g,
    "if(!$3.includes($4))",
  ],
];

/**
 * @param code what ajv writes with `allErrors`, `ownProperties` and `verbose`, and with loops over required fields and enums
 * @throws where a pattern matches nothing, because ajv writes something else
 */
export function shorterValidators(code: string): string {
  let shorter = code;
  for (const [written, replacement] of REPLACEMENTS) {
    const before = shorter;
    shorter = before.replace(written, replacement);
    if (shorter === before) throw new Error(`No validator has ${written} any more: change or remove that pattern`);
  }
  return `${shorter}\n${HELPERS.map(String).join("\n")}\n`;
}
