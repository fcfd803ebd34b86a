import { answersGiven } from "../../measure/answers.js";
import { publicStep, stepShape } from "../../measure/choreography.js";
import { conformanceShape, publicConformance } from "../../measure/degradation-conformance.js";
import { complianceShape, publicCompliance } from "../../measure/objective-compliance.js";
import { durationRange, publicDuration } from "../../measure/public-values.js";
import { type AnyDocument, accountOf, type Drill, dayOfId, type Postmortem } from "../../model/collection.js";
import { edgesTo, type NodeRef } from "../../model/graph.js";
import { drillCounts, drillPasses } from "../../model/halves.js";
import type { OutputFile } from "../../model/page.js";
import type { DrillData, PostmortemData } from "../../model/schema-types.js";
import {
  count,
  day,
  flag,
  inputFields,
  list,
  oneOf,
  orNull,
  output,
  record,
  type TypeOf,
  text,
} from "../../util/shape.js";
import { jsonText } from "../kit/json-text.js";
import { canonicalUrl } from "./canonical-url.js";
import { dataHead, dataHeadFields, exampleHead, outputId } from "./data-output.js";
import { HASH_STATES, hashState } from "./document-evidence.js";
import type { FileKind } from "./file-kind.js";
import { documentJsonPath, documentPath } from "./paths.js";
import type { Site } from "./site-model.js";

/** What links to a document as a whole. */
const LINKS = ["recurs", "relates-to", "exercises"] as const;

/** Suppressions are between authors and `check`; no page shows them. */
const UNPUBLISHED_FIELD = "suppress";

const FRONT_MATTER =
  "What its author wrote above the text, field by field. A public file leaves out what is internal, so that fields may be missing that a published document must have";

const aboutFields = {
  id: text("The id: the file name without its ending"),
  page: text("Its page, from the root of the site"),
  markdown: text("The page as Markdown, with the whole text, from the root of the site"),
  url: orNull(text("The address of its page; null where the site has none")),
  date: orNull(day("The day of the id; null for an undated draft")),
  account: oneOf(["own", "third-party"], "Whose account it is: of those who ran the system, or from the public record"),
};

const hashStateShape = record("The hash of a piece of evidence", {
  id: text("The id of the entry"),
  hash_state: oneOf(
    [...HASH_STATES, null],
    "matches: the file has the recorded sha256; differs: it has another; gone: the file is not there; null: nothing to compare",
  ),
});

const judgedFields = {
  recovery: list(complianceShape, "Values against their targets"),
  degradation: list(conformanceShape, "Declared against observed"),
  evidence: list(hashStateShape, "Whether the evidence is what was recorded, in the order of its author"),
};

const linkedFromShape = list(
  record("A link", {
    from: text("The name of the node, such as `incident:2026-06-10-…`"),
    type: oneOf(LINKS, "recurs: a later incident says that it is a recurrence of this one"),
    why: orNull(text("What its author says about it")),
    detail: orNull(text("The relation")),
  }),
  "Incidents and drills that link to it; what it links to is in its front matter",
);

/** `data/incidents/<id>.json` */
export const incidentOutput = output(
  {
    path: "data/incident",
    id: outputId("data-incident"),
    title: "Postmortem as data",
    description:
      "`data/incidents/<id>.json`: one postmortem, as its author wrote it and with what the tool derives from it",
    examples: [
      {
        ...exampleHead("incident"),
        id: "2026-03-14-stale-grants",
        page: "incidents/2026-03-14-stale-grants/index.html",
        markdown: "incidents/2026-03-14-stale-grants/index.md",
        url: null,
        date: "2026-03-14",
        account: "own",
        front_matter: {
          schema: 1,
          title: "Revoked grants stayed valid in one region",
          kind: "incident",
          status: "published",
        },
        derived: {
          answers_given: 0,
          detection: { delay: "PT47M", blind_time: "PT47M", fault_latency: null, triage: null },
          recovery: [],
          response: [],
          degradation: [],
          evidence: [{ id: "E1", hash_state: "matches" }],
        },
        linked_from: [],
      },
    ],
  },
  {
    ...dataHeadFields("incident"),
    ...aboutFields,
    front_matter: inputFields<Omit<PostmortemData, "suppress">>(
      "postmortem",
      FRONT_MATTER,
      ["schema", "title", "kind", "status"],
      [UNPUBLISHED_FIELD],
    ),
    derived: record("What the tool derives from the rest", {
      answers_given: count("How many of the four answers it gives; a blank with its reason is none"),
      detection: record("How late it was detected", {
        delay: durationRange("From began to detected: what the author states, else what the timeline gives"),
        blind_time: durationRange("The positive part of the delay"),
        fault_latency: durationRange("From introduced to began"),
        triage: durationRange("From detected to diagnosed"),
      }),
      response: list(stepShape, "How each response step went"),
      ...judgedFields,
    }),
    linked_from: linkedFromShape,
  },
);

/** `data/drills/<id>.json` */
export const drillOutput = output(
  {
    path: "data/drill-record",
    id: outputId("data-drill-record"),
    title: "Drill as data",
    description: "`data/drills/<id>.json`: one drill, as its author wrote it and with what the tool derives from it",
    examples: [
      {
        ...exampleHead("drill-record"),
        id: "2026-05-20-policy-lag-eu-west",
        page: "drills/2026-05-20-policy-lag-eu-west/index.html",
        markdown: "drills/2026-05-20-policy-lag-eu-west/index.md",
        url: null,
        date: "2026-05-20",
        account: "own",
        front_matter: { schema: 1, title: "Policy distribution lag in eu-west", status: "published" },
        derived: { counts: true, passes: false, recovery: [], degradation: [], evidence: [] },
        linked_from: [],
      },
    ],
  },
  {
    ...dataHeadFields("drill-record"),
    ...aboutFields,
    front_matter: inputFields<Omit<DrillData, "suppress">>(
      "drill",
      FRONT_MATTER,
      ["schema", "title", "status"],
      [UNPUBLISHED_FIELD],
    ),
    derived: record("What the tool derives from the rest", {
      counts: flag("Whether both halves were exercised, which makes it count for its scenario"),
      passes: flag("Whether both halves passed"),
      ...judgedFields,
    }),
    linked_from: linkedFromShape,
  },
);

/** `data/incidents/<id>.json` and `data/drills/<id>.json`. */
export const documentFiles: FileKind = function* (site) {
  for (const postmortem of site.newestFirst) yield documentJson(site, postmortem);
  for (const drill of site.graph.collection.drills) yield documentJson(site, drill);
};

/** The one of them at a path. */
export function documentFile(site: Site, path: string): OutputFile | undefined {
  const [, folder, id = ""] = /^data\/(incidents|drills)\/(.+)\.json$/.exec(path) ?? [];
  const document = (folder === "drills" ? site.drills : site.postmortems).get(id);
  return document && documentJson(site, document);
}

/** One postmortem or drill as data: the fields that its author wrote, and what the tool derives. Its text is beside its page. */
function documentJson(site: Site, document: AnyDocument): OutputFile {
  const content = document.type === "drill" ? drillRecord(site, document) : incidentRecord(site, document);
  return { path: documentJsonPath(document), content: jsonText(content) };
}

function incidentRecord(site: Site, postmortem: Postmortem): TypeOf<typeof incidentOutput> {
  const { id, data } = postmortem;
  const { [UNPUBLISHED_FIELD]: _, ...front } = data;
  const { detectionDelay, choreography } = site.measures;
  const detection = detectionDelay.incidents.get(id);
  return {
    ...dataHead(site, "incident"),
    ...aboutOf(site, postmortem),
    front_matter: front,
    derived: {
      answers_given: answersGiven(data),
      detection: {
        delay: publicDuration(detection?.delay ?? null),
        blind_time: publicDuration(detection?.blind ?? null),
        fault_latency: publicDuration(detection?.latency ?? null),
        triage: publicDuration(detection?.triage ?? null),
      },
      response: (choreography.incidents.get(id) ?? []).map(publicStep),
      ...judged(site, postmortem),
    },
    linked_from: linkedFrom(site, `incident:${id}`),
  };
}

function drillRecord(site: Site, drill: Drill): TypeOf<typeof drillOutput> {
  const { [UNPUBLISHED_FIELD]: _, ...front } = drill.data;
  return {
    ...dataHead(site, "drill-record"),
    ...aboutOf(site, drill),
    front_matter: front,
    derived: { counts: drillCounts(drill), passes: drillPasses(drill), ...judged(site, drill) },
    linked_from: linkedFrom(site, `drill:${drill.id}`),
  };
}

function aboutOf(site: Site, document: AnyDocument) {
  const page = documentPath(document);
  return {
    id: document.id,
    page,
    markdown: page.replace(/html$/, "md"),
    url: canonicalUrl(site, page),
    date: dayOfId(document.id),
    account: accountOf(document, site.graph.collection.config),
  };
}

/** What has a target or a policy, in an incident as in a drill. */
function judged(site: Site, document: AnyDocument) {
  const { measures, objectives } = site;
  const { id } = document;
  return {
    recovery: (measures.objectiveCompliance.byDocument.get(id) ?? []).flatMap((row) => {
      const objective = objectives.get(row.objective);
      return objective === undefined ? [] : [publicCompliance(row, objective)];
    }),
    degradation: (measures.degradationConformance.byDocument.get(id) ?? []).map(publicConformance),
    evidence: (document.data.evidence ?? []).map((entry) => ({
      id: entry.id,
      hash_state: hashState(site, document, entry),
    })),
  };
}

function linkedFrom({ graph }: Site, ref: NodeRef): TypeOf<typeof linkedFromShape> {
  return edgesTo(graph, ref).flatMap(({ from, type: of, why, detail }) => {
    const type = LINKS.find((one) => one === of);
    return type === undefined ? [] : [{ from, type, why, detail }];
  });
}
