import type { BundledPackage } from "./bundled-packages.js";

/** A bill of materials in CycloneDX (cyclonedx.org), as far as it is changed here. */
export interface Bom {
  metadata: { component: { name: string } };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

interface Component {
  name: string;
  version: string;
  "bom-ref": string;
  properties?: { name: string; value: string }[];
}

/** What npm says of a package that only development needs. A bundled one is shipped. */
const DEVELOPMENT = "cdx:npm:package:development";

/**
 * What a package is made of: the packages bundled into it, its dependencies, and theirs.
 * @param all of the lock file, with what only development needs
 */
export function billOfMaterials(
  all: Bom,
  bundled: readonly BundledPackage[],
  { name: packageName, dependencies }: { name: string; dependencies: Readonly<Record<string, string>> },
): Bom {
  const edges = new Map(all.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const kept = new Set<string>();
  const keep = (ref: string) => {
    if (kept.has(ref)) return;
    kept.add(ref);
    for (const next of edges.get(ref) ?? []) keep(next);
  };
  const isBundled = new Set(bundled.map(({ name, version }) => `${name}@${version}`));
  for (const { name, version, "bom-ref": ref } of all.components) {
    if (isBundled.has(`${name}@${version}`)) kept.add(ref);
    if (name in dependencies) keep(ref);
  }
  return {
    ...all,
    // npm takes the name of the folder.
    metadata: { ...all.metadata, component: { ...all.metadata.component, name: packageName } },
    components: all.components
      .filter((component) => kept.has(component["bom-ref"]))
      .map(({ properties = [], ...component }) => ({
        ...component,
        properties: properties.filter((property) => property.name !== DEVELOPMENT),
      })),
    dependencies: all.dependencies
      .filter(({ ref }) => kept.has(ref) || !all.components.some((component) => component["bom-ref"] === ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) })),
  };
}
