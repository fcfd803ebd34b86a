import { expect, test } from "vitest";
import type { Pagefind, SearchOptions } from "../../src/browser/pagefind.js";
import { ask } from "../../src/browser/search-query.js";

const STATUS = new Map([
  ["b", "archived"],
  ["c", ""],
  ["a", "archived"],
  ["d", ""],
]);

/** Finds the documents above, in their order, with the facet of their status. */
function index(statuses: ReadonlyMap<string, string>): Pagefind {
  const search = async (_: string | null, { filters }: SearchOptions) => {
    const ids = [...statuses].filter(([, one]) => filters.status === undefined || filters.status.any.includes(one));
    const archived = ids.filter(([, one]) => one === "archived").length;
    const results = ids.map(([id]) => ({ id, data: () => Promise.reject(new Error("Nothing asks for it")) }));
    return { results, filters: archived === 0 ? {} : { status: { archived } } };
  };
  return { search } as unknown as Pagefind;
}

async function order(pagefind: Pagefind, chosen: ReadonlyMap<string, ReadonlySet<string>> = new Map()) {
  const { results } = await ask(pagefind, { words: "cache", sort: "", chosen } as Parameters<typeof ask>[1], []);
  return results.map(({ id }) => id).join("");
}

test("archived documents are found after all others, each part in its order", async () => {
  expect(await order(index(STATUS))).toBe("cdba");
  expect(await order(index(STATUS), new Map([["status", new Set(["archived"])]]))).toBe("ba");
  expect(await order(index(new Map([...STATUS].filter(([, one]) => one === ""))))).toBe("cd");
});
