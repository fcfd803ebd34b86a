/** The order of day and month in a document's numeric dates. */
export type DateOrder = "dmy" | "mdy";

/** The order of dates with and without a year, which can differ: pasted logs have 03-20 where their author writes 20-03-2019. */
export interface DateOrders {
  withYear: DateOrder | null;
  withoutYear: DateOrder | null;
}

export const NO_ORDERS: DateOrders = { withYear: null, withoutYear: null };

const WITH_YEAR = /(?<![\d/.-])(\d{1,2})([-/])(\d{1,2})\2(?:19|20)\d\d(?!\d)/g;
const WITHOUT_YEAR = /(?<![\d/.-])(\d{1,2})[-/](\d{1,2})(?=[\s,]{1,2}\d{1,2}:\d\d)/g;
/** In characters of each text; dates are at its start. */
const MAX_LOOK = 2000;

/** The order of numeric dates in some texts, from dates with a part over 12, unless these disagree. */
export function ordersIn(texts: readonly string[]): DateOrders {
  const heads = texts.map((text) => text.slice(0, MAX_LOOK));
  return {
    withYear: agreed(heads.flatMap((text) => [...text.matchAll(WITH_YEAR)].flatMap(([, a, , b]) => orderOf(a, b)))),
    withoutYear: agreed(heads.flatMap((text) => [...text.matchAll(WITHOUT_YEAR)].flatMap(([, a, b]) => orderOf(a, b)))),
  };
}

/** The first numeric date of a text that can be one of two days; null where there is none. */
export function openDate(text: string): string | null {
  const dates = [...text.slice(0, MAX_LOOK).matchAll(WITH_YEAR)];
  return dates.find(([, a, , b]) => a !== b && Number(a) <= 12 && Number(b) <= 12)?.[0] ?? null;
}

function orderOf(a: string | undefined, b: string | undefined): DateOrder[] {
  const [one, two] = [Number(a), Number(b)];
  if (one > 12 && one <= 31 && two <= 12) return ["dmy"];
  return two > 12 && two <= 31 && one <= 12 ? ["mdy"] : [];
}

function agreed(orders: readonly DateOrder[]): DateOrder | null {
  const [first] = orders;
  return first !== undefined && orders.every((order) => order === first) ? first : null;
}
