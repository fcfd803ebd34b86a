/** The owner of the repository until it is decided where the project lives. */
const PLACEHOLDER = "OWNER";

interface Manifest {
  version: string;
  repository: { url: string };
}

/** What stands in the way of releasing a tag, one line each. */
export function releaseFaults(tag: string, { version, repository }: Manifest, changelog: string): string[] {
  const faults: string[] = [];
  if (tag !== `v${version}`)
    faults.push(`The tag is ${tag}, and package.json has version ${version}: expected v${version}`);
  if (repository.url.includes(`/${PLACEHOLDER}/`))
    faults.push(`package.json has the repository ${repository.url}: name the one that the project lives in`);
  if (!changelogSection(changelog, version))
    faults.push(`CHANGELOG.md has no section, or an empty one, for ${version}: expected ## [${version}] - YYYY-MM-DD`);
  return faults;
}

/** What the changelog says of a version; empty where there is no dated section. */
export function changelogSection(changelog: string, version: string): string {
  const heading = changelog
    .split("\n")
    .findIndex((line) => line.startsWith(`## [${version}] - `) && /\d{4}-\d\d-\d\d$/.test(line));
  if (heading < 0) return "";
  const rest = changelog.split("\n").slice(heading + 1);
  const end = rest.findIndex((line) => line.startsWith("## "));
  return (end < 0 ? rest : rest.slice(0, end)).join("\n").trim();
}
