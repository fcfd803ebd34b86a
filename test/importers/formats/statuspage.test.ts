import { expect, test } from "vitest";
import { statuspage } from "../../../src/importers/formats/statuspage.js";
import { exportOf } from "../foreign.js";

const update = (status: string, at: string, body: string) => ({
  id: status,
  incident_id: "p31zjtct2jer",
  status,
  body,
  created_at: at,
  display_at: at,
  updated_at: at,
  affected_components: [{ code: "b13yz5g2cw10", name: "API", old_status: "operational", new_status: "partial_outage" }],
});
const INCIDENT = {
  id: "p31zjtct2jer",
  page_id: "yh6f0r4529hb",
  name: "Orders are refused",
  status: "postmortem",
  impact: "major",
  shortlink: "http://stspg.io/p31zjtct2jer",
  created_at: "2014-05-14T14:22:39.441-06:00",
  started_at: "2014-05-14T14:20:00.000-06:00",
  monitoring_at: null,
  resolved_at: "2014-05-14T14:40:00.000-06:00",
  components: [{ id: "b13yz5g2cw10", name: "API" }],
  incident_updates: [
    update("postmortem", "2014-05-16T10:00:00.000-06:00", "A postmortem is published."),
    update("resolved", "2014-05-14T14:40:00.000-06:00", "Orders work again."),
    update("identified", "2014-05-14T14:30:00.000-06:00", "A disk is full."),
    update("investigating", "2014-05-14T14:22:39.441-06:00", "We are looking into it."),
  ],
  postmortem_body: "## Root cause\n\nA disk was full.\n\n## Action items\n\n- Add an alert",
};
const PAGE = { page: { id: "yh6f0r4529hb", name: "Shop", url: "http://status.example.org" }, incidents: [INCIDENT] };

test("updates are the timeline, the postmortem is the text, and planned work is left out", () => {
  const planned = { ...INCIDENT, id: "x", impact: "maintenance", status: "completed" };
  const file = exportOf({ ...PAGE, incidents: [INCIDENT, planned] });
  expect(statuspage.recognises(file)).toBeGreaterThan(0.9);
  const documents = statuspage.read(file);
  expect(documents).toHaveLength(1);
  expect(documents[0]).toMatchObject({
    title: "Orders are refused",
    day: { day: "2014-05-14", from: 'the field "started_at"' },
    severity: "major",
    services: [{ service: "API", role: "affected" }],
    actions: [{ title: "Add an alert" }],
    sources: [{ url: "http://stspg.io/p31zjtct2jer" }],
  });
  expect(documents[0]?.timeline.map(({ at, event, mark }) => [at, event, mark])).toEqual([
    ["2014-05-14T14:22:39-06:00", "Investigating: We are looking into it.", "declared"],
    ["2014-05-14T14:30:00-06:00", "Identified: A disk is full.", undefined],
    ["2014-05-14T14:40:00-06:00", "Resolved: Orders work again.", "resolved"],
  ]);
  expect(documents[0]?.body).toContain("## Root cause\n\nA disk was full.");
  expect(documents[0]?.body).toContain("## Status updates\n\n- 2014-05-14T14:22:39-06:00: Investigating: We are");
});

test("an incident without a postmortem has its updates", () => {
  const { postmortem_body: _, ...bare } = INCIDENT;
  const [document] = statuspage.read(exportOf(bare));
  expect(document?.body).toMatch(/^## Status updates/);
  expect(document?.part).toBeNull();
});
