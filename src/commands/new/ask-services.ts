import type { ServicePart } from "../../edit/new/answers.js";
import { asciiSlug } from "../../model/document-id.js";
import { EnvironmentFault } from "../../model/environment-fault.js";
import type { Service } from "../../model/schema-types.js";
import { commonestOrganisation } from "./catalog-flags.js";
import type { Session } from "./session.js";
import { askNeeded, askNeededOne, askSome, askText, note } from "./terminal.js";

/** The choice of a service that the catalog does not have. */
const OTHER = "";

/** Asks for the services, and for those that the catalog does not have: each goes into it, or stays as a comment. */
export async function askServices(session: Session, listed: readonly Service[], question: string): Promise<void> {
  const { input } = session;
  if (input.services.length > 0 || input.unlistedServices.length > 0) return;
  const isDrill = input.type === "drill";
  const other = { id: OTHER, title: "another, which is not in the catalog" };
  const chosen = await askSome(question, [...listed, other]);
  const parts = (ids: readonly string[], origins: readonly string[]): ServicePart[] =>
    ids.map((service) => ({ service, role: origins.includes(service) ? "origin" : "affected" }));
  const ids = chosen.filter((id) => id !== OTHER);
  session.keep({ services: parts(ids, []) });
  if (chosen.includes(OTHER)) ids.push(...(await askOthers(session, listed)));
  if (ids.length === 0 || isDrill) return;
  const all = [...listed, ...session.input.newServices].filter(({ id }) => ids.includes(id));
  const origins = await askSome("Where was the fault? The others were affected", all);
  session.keep({ services: parts(ids, origins) });
}

/** @returns the ids of the services that go into the catalog */
async function askOthers(session: Session, listed: readonly Service[]): Promise<string[]> {
  const names = await askNeeded("Which other services? With commas between them", "Payments database", (text) => {
    if (namesIn(text).length === 0) throw new EnvironmentFault("Expected the name of a service");
  });
  const ids: string[] = [];
  for (const name of namesIn(names)) {
    const id = asciiSlug(name);
    const known = listed.find((one) => one.id === id || one.title.toLowerCase() === name.toLowerCase());
    if (known !== undefined) {
      note(`${name} is in the catalog, as ${known.id}`);
      ids.push(known.id);
      session.keep({ services: [...session.input.services, { service: known.id, role: "affected" }] });
      continue;
    }
    const answer = await askNeededOne(`${name} is not in the catalog of services. What shall become of it?`, [
      ...(id === null ? [] : [{ id: "add", title: `add it to the catalog, as ${id}` }]),
      { id: "comment", title: "leave it out, and keep its name in a comment" },
    ]);
    if (answer === "comment" || id === null) {
      session.keep({ unlistedServices: [...session.input.unlistedServices, name] });
      continue;
    }
    const usual = commonestOrganisation([...listed, ...session.input.newServices]);
    const organisation =
      usual === null
        ? await askNeeded(`Whose service is ${name}?`, "Example Platform", nameOf)
        : ((await askText(`Whose service is ${name}? Enter: ${usual}`, usual, nameOf)) ?? usual);
    const description =
      (await askText(`What does ${name} do, in a few words?`, "Keeps what customers have paid", nameOf)) ?? name;
    ids.push(id);
    session.keep({
      newServices: [...session.input.newServices, { id, title: name, organisation, description }],
      services: [...session.input.services, { service: id, role: "affected" }],
    });
  }
  return ids;
}

/** In characters: the limit for names in the content model. */
const MAX_NAME_LENGTH = 120;

function nameOf(text: string): string {
  if (text === "" || /[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text))
    throw new EnvironmentFault("Expected a name on one line");
  if ([...text].length > MAX_NAME_LENGTH) throw new EnvironmentFault(`Expected at most ${MAX_NAME_LENGTH} characters`);
  return text;
}

function namesIn(text: string): string[] {
  return [
    ...new Set(
      text
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== ""),
    ),
  ];
}
