/** Compact JSON with one record per line, so that two builds can be compared by line. */
export function jsonText(data: JsonFile): string {
  return [...jsonPieces(data)].join("");
}

/** The fields of a file. Those that are computed when they are asked for are let go of one by one; a list may be any iterable. */
type JsonFile = Readonly<Record<string, unknown>>;

/** The same in pieces, so that a large file is never in memory as a whole. */
export function* jsonPieces(...data: readonly JsonFile[]): Generator<string> {
  let before = "{\n";
  for (const fields of data)
    for (const key of Object.keys(fields)) {
      yield `${before}${JSON.stringify(key)}: `;
      yield* valuePieces(fields[key]);
      before = ",\n";
    }
  yield "\n}\n";
}

function* valuePieces(value: unknown): Generator<string> {
  if (!isIterable(value)) {
    yield* objectPieces(value);
    return;
  }
  let before = "[\n";
  for (const record of value) {
    yield before + JSON.stringify(record);
    before = ",\n";
  }
  yield before === "[\n" ? "[]" : "\n]";
}

/** What `JSON.stringify` makes of a value; of an object with long lists record by record, since these are most of a large file. */
function* objectPieces(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) {
    yield JSON.stringify(value);
    return;
  }
  let before = "{";
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue;
    yield `${before}${JSON.stringify(key)}:`;
    if (Array.isArray(field)) yield* listPieces(field);
    else yield JSON.stringify(field);
    before = ",";
  }
  yield before === "{" ? "{}" : "}";
}

function* listPieces(list: readonly unknown[]): Generator<string> {
  let before = "[";
  for (const one of list) {
    yield before + (JSON.stringify(one) ?? "null");
    before = ",";
  }
  yield before === "[" ? "[]" : "]";
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}
