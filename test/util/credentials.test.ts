import { expect, test } from "vitest";
import { withoutCredentials } from "../../src/util/credentials.js";

test.each([
  ["found https://deploy:hunter2@git.example.org/a", "found https://…@git.example.org/a"],
  ["https://ghp_token@git.example.org/a and ftp://a:b@c", "https://…@git.example.org/a and ftp://…@c"],
  ["https://a@b:hunter2@git.example.org/", "https://…@git.example.org/"],
  ["ssh://git@git.example.org/a", "ssh://git@git.example.org/a"],
  ["git+ssh://git:hunter2@git.example.org/a", "git+ssh://…@git.example.org/a"],
  ["https://git.example.org/@scope/name", "https://git.example.org/@scope/name"],
  ["https://git.example.org/?mail=a@example.org", "https://git.example.org/?mail=a@example.org"],
  ["git@git.example.org:a/b", "git@git.example.org:a/b"],
])("%s", (text, shown) => {
  expect(withoutCredentials(text)).toBe(shown);
});
