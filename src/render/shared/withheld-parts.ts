import type { AnyDocument } from "../../model/collection.js";

/** Whether a document recorded values or observations of which this audience may see none. */
export interface WithheldParts {
  recovery: boolean;
  degradation: boolean;
}

export function withheldParts({ data }: AnyDocument): WithheldParts {
  const isEmpty = (list: unknown) => Array.isArray(list) && list.length === 0;
  return { recovery: isEmpty(data.recovery), degradation: isEmpty(data.degradation) };
}
