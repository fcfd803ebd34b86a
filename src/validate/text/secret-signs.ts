/**
 * A text contains one of these if any rule of secretlint's recommended preset matches it; each is part of a rule's
 * pattern. Searching for them is much cheaper than running the rules, and almost no file has one. A test compares the
 * list with the preset.
 */
const SIGNS: readonly RegExp[] = [
  /(?:ACCESS|access|Access)_?(?:KEY|key|Key)/, // aws
  /PRIVATE KEY/, // privatekey, and gcp outside of JSON
  /npm_/, // npm
  /x-oauth-basic@/, // npm
  /xox[abopr]-|xapp-/, // slack
  /hooks\.slack\.com/i, // slack
  /:\/\/[^:/\s]{1,256}:[^@/\s]{1,256}@/, // basicauth, database-connection-string
  /T3BlbkFJ/, // openai
  /sk-ant-api0/, // anthropic
  /lin_api_/, // linear
  /SG\./, // sendgrid
  /shp(?:pa|ca|at|ss)_/, // shopify
  /gh[pousr]_/, // github
  /github_pat_/, // github
  /ops_ey/, // 1password
];

/** Whether a text may contain a secret, so that the rules have to run. */
export function mayHoldSecret(text: string): boolean {
  return SIGNS.some((sign) => sign.test(text));
}
