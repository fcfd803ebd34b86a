import type { Column } from "../kit/tables/table.js";

/** The columns that say which document a row is of. */
export function documentColumns<Row>(of: (row: Row) => { document: string; type: string }): Column<Row>[] {
  return [
    {
      name: "document",
      type: "string",
      description: "The id of the postmortem or drill",
      cell: (row) => of(row).document,
      isDocument: true,
    },
    { name: "type", type: "string", description: "postmortem or drill", cell: (row) => of(row).type },
  ];
}
