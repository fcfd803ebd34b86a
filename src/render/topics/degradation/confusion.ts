import type { ConfusionCell } from "../../../measure/degradation-policies.js";
import { degradationClass } from "../../shared/document-degradation.js";
import type { Site } from "../../shared/site-model.js";
import { MODE } from "../../shared/words.js";

/** A cell of the matrix: one declared class and one observed class. */
interface Cell {
  /** What was observed, for a screen too narrow for columns. */
  observed: string;
  /** Observations in published incidents. */
  n: number;
  /** `15 by accident`, `3 by design`, `2 not said`; those that occurred. */
  modes: string[];
  drills: number;
  oneDrill: boolean;
  /** Whether both are the same class. */
  same: boolean;
  /** Where its observations are listed; null for none. */
  path: string | null;
}

/** Declared classes as rows, observed ones as columns. */
export interface Confusion {
  columns: string[];
  rows: { declared: string; cells: Cell[] }[];
}

const NOTHING = "nothing";
const UNKNOWN = "unknown";

/** Declared against observed classes. All classes of the catalog are shown, others where they occurred. */
export function confusionOf(site: Site): Confusion {
  const cells = site.measures.degradationPolicies.confusion;
  const classes: (string | null)[] = site.graph.collection.catalogs.degradationClasses.map(({ id }) => id);
  const declared = union(
    classes,
    cells.map((cell) => cell.declared),
  );
  const observed = union(
    classes,
    cells.map((cell) => cell.observed),
  );
  return {
    columns: observed.map((id) => observedWord(site, id)),
    rows: declared.map((row) => ({
      declared: degradationClass(site, row) ?? NOTHING,
      cells: observed.map((column) => {
        const cell = cells.find((one) => one.declared === row && one.observed === column);
        return cellOf(site, cell, row, column);
      }),
    })),
  };
}

function cellOf(site: Site, cell: ConfusionCell | undefined, row: string | null, column: string | null): Cell {
  const modes = Object.entries(cell?.modes ?? {}).filter(([, n]) => n > 0);
  return {
    observed: observedWord(site, column),
    n: cell?.rows.length ?? 0,
    modes: modes.map(([mode, n]) => `${n} ${mode === "not-stated" ? "not said" : MODE[mode as keyof typeof MODE]}`),
    drills: cell?.drills.length ?? 0,
    oneDrill: cell?.drills.length === 1,
    same: row !== null && row === column,
    path: cell ? cellPath(cell) : null,
  };
}

/** The page that lists a cell's observations. It cannot clash with a policy's page, which is one folder higher. */
export function cellPath({ declared, observed }: Pick<ConfusionCell, "declared" | "observed">): string {
  return `degradation/observed/${declared ?? NOTHING}/${observed ?? UNKNOWN}/index.html`;
}

/** The title of a cell. */
export function cellTitle(site: Site, { declared, observed }: ConfusionCell): string {
  return `Declared ${degradationClass(site, declared) ?? NOTHING}, observed ${observedWord(site, observed)}`;
}

function observedWord(site: Site, id: string | null): string {
  return degradationClass(site, id) ?? UNKNOWN;
}

function union(classes: readonly (string | null)[], occurred: readonly (string | null)[]): (string | null)[] {
  return [...new Set([...classes, ...occurred.filter((id) => id !== null), ...occurred])];
}
