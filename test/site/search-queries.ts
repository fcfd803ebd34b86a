/** The first results of questions to the example collection. */

const REGEX = "2019-07-02-cloudflare-waf-regex";
const DNS_RACE = "2025-10-20-aws-dynamodb-dns-race";
const CONTROL_PLANE = "2023-11-02-cloudflare-control-plane-power";
const REHEARSAL = "2025-09-02-matrix-standby-not-restored";
const KNOWN_GOOD = "2025-10-29-azure-front-door-poisoned-baseline";

/** What is typed, the address that the first result has, and what is said about the words; null: nothing. */
export const QUERIES: readonly [query: string, first: string | null, said: RegExp | null][] = [
  // Slips
  [
    "rehersal",
    REHEARSAL,
    /^No page has rehersal\. Did you mean rehearsal \(\d+ pages\)\?These are the pages with rehearsal\.$/,
  ],
  ["cloudfare", "cloudflare", /^No page has cloudfare\. Did you mean Cloudflare \(\d+ pages\)/],
  ["certifcate", "2019-05-04-mozilla-addon-intermediate-expiry", /Did you mean certificate/],
  [
    "stale authorisaton decisions after a rollout",
    "2024-12-11-openai",
    /^No page has authorisaton\. Did you mean authorisation \(\d+ pages\)\?2 pages have all three.*Left out: after, a\.$/,
  ],
  ["teh dns race", DNS_RACE, /No page has teh/],
  // Hyphens
  ["control-plane", CONTROL_PLANE, null],
  ["control plane", CONTROL_PLANE, null],
  ["controlplane", CONTROL_PLANE, null],
  ["break-glass", "2024-12-11-openai", null],
  ["breakglass", "2024-12-11-openai", null],
  ["fail-over", REHEARSAL, null],
  ["on-call", "2019-05-30-prow-fix-waited", null],
  ["failover", REHEARSAL, null],
  ["roll out", "2019-02-05-prow-branch-protection-order", null],
  // Identifiers
  ["us-east-1", DNS_RACE, null],
  ["user_id", null, /^No page has user_id\.$/],
  ["getaddrinfo", null, /^No page has getaddrinfo\.$/],
  ["JWKS", "2026-01-09-logto-jwks-cache", null],
  ["1.1.1.1", "2026-07-03-cloudflare-al-marked-bypass", null],
  // Spellings
  ["behaviour", "2021-12-07-aws-internal-network-congestion", null],
  ["behavior", "2021-12-07-aws-internal-network-congestion", null],
  ["authorisation", "2026-06-05-github-authorisation-not-found", null],
  ["authorization", "2026-06-05-github-authorisation-not-found", null],
  ["data center power", "2022-06-11-openstreetmap-standby-power", null],
  // Questions
  ["Why did the rollback fail?", "2020-09-28-azure-ad-ring-bypass", null],
  ["What happens when the cache is empty?", "2022-02-22-slack-cache-replaced-empty", /^3 pages have all three/],
  ["Who noticed that flags were stale?", "2026-02-06-posthog-stale-flag-definitions", /^2 pages have all three/],
  ["who was on call", "2019-05-30-prow-fix-waited", null],
  ["the of", null, /^Left out: the, of\.$/],
  // Phrases
  ['"known good"', KNOWN_GOOD, null],
  ['"regular expression"', REGEX, null],
  ['"expression regular"', null, /^No page has "expression regular"\.$/],
  ["regular expression", REGEX, /^2 pages have both/],
  ["regex", REGEX, null],
  ["dns race", DNS_RACE, /^1 page has both/],
  ["thundering herd", "2025-09-12-cloudflare-tenant-authorisation", null],
  // Companies
  ["Let's Encrypt", "2025-07-21-letsencrypt-resolver-upgrade", null],
  ["facebook bgp", "2021-10-04-facebook-backbone-audit-bug", /^1 page has both/],
  ["Roblox", "2021-10-28-roblox-consul", null],
  // Aliases and trade words
  // No page has both, and "full" is in phrases such as "in full"
  [
    "full disk",
    "2019-05-30-prow-fix-waited",
    /^No page has all of the words, full, disk\. 19 pages have one of them\.$/,
  ],
  ["RTO", "objectives/rto", null],
  ["OPA", "degradation/index.html#policy-gatekeeper", null],
  ["TOCTOU", "contracts/age-of-a-check", null],
  ["DNS Enactor", DNS_RACE, /^1 page has both/],
  ["retry storm", "2021-12-07-aws-internal-network-congestion", null],
  ["kill switch", "2025-12-05-cloudflare-rule-killswitch", null],
  // Titles, and questions with all words of one
  ["A bad config push never takes down its consumers", "2019-01-23-prow-last-good-config", null],
  ["?q=Trust&type=catalog", "taxonomy/trust/index.html", null],
  ["?q=What+did+the+stale+data+plane+decide+after+the+rollout%3F&type=catalog", "consistency/stale-data-plane", /./],
  ["?q=What+does+rollback+cover+in+a+power+failure%3F&type=catalog", "contracts/what-a-way-back-covers", /./],
  ["?q=Who+may+bypass+a+check%2C+and+how+does+that+show%3F&type=catalog", "contracts/who-may-bypass-a-check", null],
  // Words with a facet
  ["?q=control+plane&class=capacity", CONTROL_PLANE, null],
  ["?q=rollback+failed&type=drill", "2016-01-01-google-test-database-permissions", null],
  ["?q=cache&undetected=over-a-day", "2026-02-06-posthog-stale-flag-definitions", null],
  // Nothing
  ["zyzzyvazyzzyva", null, /^No page has zyzzyvazyzzyva\.$/],
];
