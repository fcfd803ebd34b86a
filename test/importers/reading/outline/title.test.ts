import { expect, test } from "vitest";
import { saysKind, shortTitle } from "../../../../src/importers/reading/outline/title.js";

test.each([
  ["Postmortem: broken downloads", "broken downloads"],
  ["Post-mortem – broken downloads", "broken downloads"],
  ["Post Mortem for the broken downloads", "broken downloads"],
  ["[Postmortem] Broken downloads", "Broken downloads"],
  ["Incident report: Broken downloads", "Broken downloads"],
  ["RCA: Broken downloads", "Broken downloads"],
  ["RCA - 2019-07-02 - Broken downloads", "Broken downloads"],
  ["Incident: Broken downloads", "Broken downloads"],
  ["Root cause analysis of the broken downloads", "broken downloads"],
  ["Incident report May 12 2026 - Hub down", "Hub down"],
  ["Postmortem 2026-05-12 Hub down", "Hub down"],
  ["Docs site outage postmortem", "Docs site outage"],
  ["Docs site outage (post-mortem)", "Docs site outage"],
  ["06-05-2026 - Gateway outage", "Gateway outage"],
  ["06/05/2026: Gateway outage", "Gateway outage"],
  ["(06-05-2026) Gateway outage", "Gateway outage"],
  ["6.5.2026 Gateway outage", "Gateway outage"],
  ["Gateway outage, 06-05-2026", "Gateway outage"],
  ["Gateway outage on 06/05/2026", "Gateway outage"],
  ["Gateway outage (May 6th, 2026)", "Gateway outage"],
  ["May 6th, 2026 Gateway outage", "Gateway outage"],
  ["Wednesday, 6 May 2026 | Gateway outage", "Gateway outage"],
  ["2026-05-06 14:02 UTC: Gateway outage", "Gateway outage"],
  ["📝 Postmortem – Gateway outage", "Gateway outage"],
  ["🔥 Incident report: Gateway outage", "Gateway outage"],
  ["⚠️ RCA: Gateway outage", "Gateway outage"],
  ["🔥 Fire in the data centre", "🔥 Fire in the data centre"],
  ["example.org incident report for 2026-05-06", "example.org incident report"],
  ["Gateway 1.24.0 release incident report for 2026-05-06", "Gateway 1.24.0 release"],
  ["Gateway outage report for May 6th, 2026", "Gateway outage report"],
  ["Incident on 2019-07-02", "Incident on 2019-07-02"],
  ["2019-07-02", "2019-07-02"],
  ["Postmortem", "Postmortem"],
  ["Upgrade to 1.13.12 broke 2014 API errors", "Upgrade to 1.13.12 broke 2014 API errors"],
])("%j is called %j", (written, title) => {
  expect(shortTitle(written)).toBe(title);
});

test.each(["Postmortem: x", "Post-mortem x", "Incident report for x", "RCA x", "Incident 4711", "# Incident: x"])(
  "%j says that it is a postmortem",
  (title) => {
    expect(saysKind(title)).toBe(true);
  },
);

test.each([
  "Incident response",
  "Incident management process",
  "Incident severity levels",
  "Broken downloads",
  "Incidental",
])("%j does not", (title) => {
  expect(saysKind(title)).toBe(false);
});
