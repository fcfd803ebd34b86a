/**
 * A user and a password in a URL. Secretlint's pattern needs a host with a dot and a short ending and an alphanumeric
 * password, so it misses `https://deploy:…@registry/`. Every quantifier has an upper bound.
 */
const ADDRESS =
  /\b(?:https?|ftps?):\/\/([\w.%+-]{2,256}):([^\s:/@"'`<>[\](){}$*]{6,256})@([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)/gi;
/** Placeholders for a user. */
const NO_USER = /^(?:user(?:name)?|name|login)$/i;
const NO_PASSWORD = /pass|secret|token|example|redacted|removed|hidden|change-?me|^%\w+%$|^(.)\1*$/i;
/** Example hosts and the local machine, whose passwords are harmless. */
const NO_HOST = /^localhost$|(?:^|\.)example\.(?:com|net|org)$|(?:^|\.)(?:example|test|invalid)$/i;

/** Finds passwords in URLs. The offsets cover the URL up to the end of its host. */
export function* urlPasswords(text: string): Iterable<{ start: number; end: number }> {
  for (const { 0: match, 1: user = "", 2: password = "", 3: host = "", index } of text.matchAll(ADDRESS))
    if (!NO_USER.test(user) && !NO_PASSWORD.test(password) && !NO_HOST.test(host))
      yield { start: index, end: index + match.length };
}
