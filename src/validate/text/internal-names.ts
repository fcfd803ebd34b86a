/** Something in a text that names the inside of an organisation's network. */
export interface InternalName {
  what: "private address" | "name of an internal host";
  start: number;
  end: number;
}

// Every quantifier has an upper bound, so that no text makes matching slow.
const PRIVATE_ADDRESS =
  /(?<![\w.@+/-])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})(?![\w-]|\.\d)/g;
const HOST =
  /(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{0,62}\.){1,6}(?:internal|corp|intranet|intra|lan|local|localdomain|private|home\.arpa)(?![\w-]|\.[a-z0-9])|(?<![\w.-])ip-\d{1,3}(?:-\d{1,3}){3}(?![\w-])/gi;
/** Documentation writes hosts like these too. */
const NOBODYS_HOST = /(?:^|\.)example\.|^(?:host\.docker|kubernetes\.docker|metadata\.google)\.internal$/i;

/** Finds private addresses and names of internal hosts. */
export function* internalNamesIn(text: string): Iterable<InternalName> {
  for (const { 0: match, index } of text.matchAll(PRIVATE_ADDRESS))
    yield { what: "private address", start: index, end: index + match.length };
  for (const { 0: match, index } of text.matchAll(HOST))
    if (!NOBODYS_HOST.test(match)) yield { what: "name of an internal host", start: index, end: index + match.length };
}
