/**
 * A user and a password in an address of the web. Secretlint's own pattern wants a host with a dot and a short ending and a
 * password of letters and digits, so that it misses `https://deploy:…@registry/`. Every part is bounded.
 */
const ADDRESS =
  /\b(?:https?|ftps?):\/\/([\w.%+-]{2,256}):([^\s:/@"'`<>[\](){}$*]{6,256})@([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)/gi;
/** What an explanation writes for a user or a password. */
const NO_USER = /^(?:user(?:name)?|name|login)$/i;
const NO_PASSWORD = /pass|secret|token|example|redacted|removed|hidden|change-?me|^%\w+%$|^(.)\1*$/i;
/** Hosts of examples and of the own machine: a password for these opens nothing. */
const NO_HOST = /^localhost$|(?:^|\.)example\.(?:com|net|org)$|(?:^|\.)(?:example|test|invalid)$/i;

/** Finds passwords in addresses of the web, by the offsets of the address up to the end of its host. */
export function* urlPasswords(text: string): Iterable<{ start: number; end: number }> {
  for (const { 0: match, 1: user = "", 2: password = "", 3: host = "", index } of text.matchAll(ADDRESS))
    if (!NO_USER.test(user) && !NO_PASSWORD.test(password) && !NO_HOST.test(host))
      yield { start: index, end: index + match.length };
}
