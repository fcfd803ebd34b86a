import type { Catalog, Entry } from "./catalogs.js";
import type { Random } from "./random.js";
import { CHANGES, EFFECTS, METRICS, PARTS, QUALITIES, REGIONS } from "./words.js";

/** What one generated document is about, so that its sentences agree with each other. */
export interface Story {
  service: Entry;
  other: Entry;
  part: string;
  change: string;
  effect: string;
  region: string;
  /** Fills the `{words}` of a template. */
  fill(template: string): string;
}

export function makeStory(random: Random, catalog: Catalog): Story {
  const service = random.pick(catalog.services);
  let other = random.pick(catalog.services);
  while (other === service) other = random.pick(catalog.services);
  const [part, otherPart] = random.some(PARTS, 2) as [string, string];
  const [change, effect, region] = [random.pick(CHANGES), random.pick(EFFECTS), random.pick(REGIONS)];
  const [major, minor] = [random.int(1, 40), random.int(1, 30)];
  const words: Record<string, () => string | number> = {
    service: () => service.title,
    other: () => other.title,
    part: () => (random.chance(0.7) ? part : otherPart),
    change: () => change,
    effect: () => effect,
    region: () => region,
    quality: () => random.pick(QUALITIES),
    metric: () => random.pick(METRICS),
    version: () => `v${major}.${minor}.${random.int(0, 3)}`,
    before: () => `v${major}.${minor - 1}.4`,
    host: () => `${random.pick(catalog.names)}-${random.int(1, 24)}.${region}`,
    ticket: () => `OPS-${random.int(1000, 99999)}`,
    error: () => `E_${random.pick(catalog.names).toUpperCase()}_${random.int(400, 429)}`,
    time: () => `${random.int(10, 23)}:${random.int(10, 59)} UTC`,
    percent: () => `${random.int(2, 96)}%`,
    minutes: () => random.int(3, 55),
    small: () => random.int(11, 480),
    large: () => (random.int(12, 98) * 10 ** random.int(2, 4)).toLocaleString("en-GB"),
  };
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => {
      const word = String(words[name.toLowerCase()]?.());
      return name === name.toLowerCase() ? word : (word[0] ?? "").toUpperCase() + word.slice(1);
    });
  return { service, other, part, change, effect, region, fill };
}
