/** What stands before the `@` of an address. */
const USER = /([a-z][a-z0-9+.-]*:\/\/)([^\s/?#"'<>]+)@/gi;

/** The text with `…` in place of the passwords and tokens of addresses in it. */
export function withoutCredentials(text: string): string {
  if (!text.includes("@")) return text;
  // Over ssh the name of a user is no secret, and most servers want one.
  return text.replace(USER, (whole, scheme: string, user: string) =>
    /^(?:[a-z]+\+)?ssh:/i.test(scheme) && !user.includes(":") ? whole : `${scheme}…@`,
  );
}
