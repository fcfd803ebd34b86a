/** In which order a document writes a day in numbers. */
export type DateOrder = "dmy" | "mdy";

const NUMBERS = /(?<![\d/-])(\d{1,2})([-/])(\d{1,2})\2(?:19|20)\d\d(?!\d)/g;

/** In which order some texts write days in numbers: what those with a part over 12 show, unless they disagree. */
export function orderIn(texts: readonly string[]): DateOrder | null {
  const orders = texts.flatMap((text) =>
    [...text.slice(0, 400).matchAll(NUMBERS)].flatMap(([, a, , b]): DateOrder[] => {
      if (Number(a) > 12 && Number(b) <= 12) return ["dmy"];
      return Number(b) > 12 && Number(a) <= 12 ? ["mdy"] : [];
    }),
  );
  const [first] = orders;
  return first !== undefined && orders.every((order) => order === first) ? first : null;
}
