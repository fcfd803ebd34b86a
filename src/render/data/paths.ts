/** The one JSON file of a postmortem. */
export function incidentJsonPath(id: string): string {
  return `data/incidents/${id}.json`;
}

/** The published copy of a schema. */
export function schemaPath(name: string): string {
  return `data/schema/${name}.schema.json`;
}
