import { defineRule, documentsOf } from "../../rule.js";
import { isAbsent } from "../../written.js";

/** An address that names one version for good: an archive's copy, a commit by its hash. */
const FOR_GOOD = /^https?:\/\/(?:web\.archive\.org\/web\/\d|archive\.(?:org|today|is|ph)\/)|\/[0-9a-f]{40}(?:[/?#]|$)/i;

/** Evidence is kept as it was: what a dashboard shows today it no longer shows when somebody looks. */
export const evidenceLiveLink = defineRule({
  id: "evidence-live-link",
  severity: "warning",
  *check(context) {
    // In drafts too: a dashboard forgets sooner than a postmortem is written.
    for (const { data, places, source } of documentsOf(context)) {
      for (const entry of data.evidence ?? []) {
        const { source: url } = entry;
        if (url === undefined || entry.file !== undefined || entry.sha256 !== undefined) continue;
        if (!/^https?:\/\//i.test(url) || FOR_GOOD.test(url)) continue;
        if (!isAbsent(entry, "file", places) || !isAbsent(entry, "sha256", places)) continue;
        yield {
          file: source.path,
          place: places.value(entry, "source"),
          message: `Missing snapshot of ${JSON.stringify(url)}`,
          hint: "Save what it shows and attach it with inquest evidence add; source: says where it was taken from",
        };
      }
    }
  },
});
