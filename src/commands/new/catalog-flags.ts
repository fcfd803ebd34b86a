import type { DocumentType, Facts, ServicePart } from "../../edit/new/answers.js";
import { EnvironmentFault, faultWithHint, readAll } from "../../model/environment-fault.js";
import type { FailureClass, Service } from "../../model/schema-types.js";
import { closest } from "../../validate/ids/suggest.js";
import { statement } from "./statement.js";

/**
 * Services as flags name them: `sidecar`, `sidecar:origin`, several with commas. By default the first is the origin, and the
 * others are affected.
 * @throws EnvironmentFault for an unknown role
 */
export function servicesOf(texts: readonly string[], type: DocumentType | null): ServicePart[] {
  const parts = texts
    .flatMap((text) => text.split(","))
    .map((text) => text.trim())
    .filter((text) => text !== "");
  const services = readAll(...parts.map((part, index) => () => serviceOf(part, index === 0, type)));
  return [...new Map(services.map((one) => [one.service, one])).values()];
}

/** Whose service a new one probably is; null where the catalog has none. */
export function commonestOrganisation(services: readonly Pick<Service, "organisation">[]): string | null {
  const counts = new Map<string, number>();
  for (const { organisation } of services) counts.set(organisation, (counts.get(organisation) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

function serviceOf(part: string, isFirst: boolean, type: DocumentType | null): ServicePart {
  const [service = "", role] = part.split(":");
  if (role === undefined) return { service, role: isFirst ? "origin" : "affected" };
  if (type === "drill") throw new EnvironmentFault(`--service ${part}: services of a drill have no role: leave it out`);
  if (role !== "origin" && role !== "affected")
    throw new EnvironmentFault(
      `--service ${part}: unknown role ${JSON.stringify(role)}: write ${service}:origin or ${service}:affected`,
    );
  return { service, role };
}

/**
 * Kinds as flags name them: `class/kind`, or the kind alone where one class has it; several with commas; `class/kind=why` says why.
 * @param within the class that they belong to; undefined: any
 * @throws EnvironmentFault for a kind that the taxonomy does not have
 */
export function kindsOf(
  texts: readonly string[],
  within: string | undefined,
  classes: readonly FailureClass[],
): Pick<Facts, "kinds" | "reasons"> {
  const all = classes.flatMap(({ id, kinds }) => kinds.map((one) => `${id}/${one.id}`));
  const candidates = within === undefined ? all : all.filter((path) => path.startsWith(`${within}/`));
  const reasons: Record<string, string> = {};
  const given = texts
    // A reason may have commas.
    .flatMap((text) => (text.includes("=") ? [text] : text.split(",")))
    .filter((text) => text.trim() !== "");
  const paths = readAll(
    ...given.map((one) => () => {
      const [text, why] = halves(one);
      const path = pathOf(text);
      if (why !== null) reasons[path] = statement(why, `--kind ${text}`);
      return path;
    }),
  );
  return { kinds: [...new Set(paths)], reasons };

  function pathOf(text: string): string {
    const matching = candidates.filter((path) => path === text || path.endsWith(`/${text}`));
    if (matching.length > 1)
      throw new EnvironmentFault(`--kind ${text} is one of several: write ${matching.join(" or ")}`);
    if (matching[0] !== undefined) return matching[0];
    const near =
      closest(text, candidates) ?? candidates.find((path) => closest(text, [path.slice(path.indexOf("/") + 1)]));
    const ofClass = candidates.filter((path) => path.startsWith(`${text.split("/")[0]}/`));
    const hint =
      near === undefined
        ? `choose from ${(ofClass.length > 0 ? ofClass : candidates).join(", ")}`
        : `did you mean ${JSON.stringify(near)}?`;
    throw faultWithHint(`Unknown kind ${JSON.stringify(text)}`, hint);
  }
}

/** A text before and after its first `=`. */
function halves(text: string): [string, string | null] {
  const at = text.indexOf("=");
  return at < 0 ? [text.trim(), null] : [text.slice(0, at).trim(), text.slice(at + 1)];
}
