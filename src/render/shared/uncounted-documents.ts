import type { Site } from "./site-model.js";

/** Which kinds of document figures leave out, of those in `rows`: `drills`, `near-misses and drafts`. */
export function uncountedWords(
  site: Site,
  rows: readonly { document: string; type: "postmortem" | "drill" }[],
): string {
  const found = new Set(
    rows.map(({ document, type }) => {
      if (type === "drill") return "drills";
      const status = site.postmortems.get(document)?.data.status;
      if (status === "archived") return "archived postmortems";
      return status === "published" ? "near-misses" : "drafts";
    }),
  );
  const words = (["drills", "near-misses", "drafts", "archived postmortems"] as const).filter((word) =>
    found.has(word),
  );
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
