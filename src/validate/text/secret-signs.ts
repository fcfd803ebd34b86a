/**
 * What a text must hold for any rule of secretlint's recommended preset to find something in it; each sign is a part
 * of the pattern of one of its rules. To look for these is many times cheaper than to run the rules, and nearly no
 * file has one. A test holds the list against the preset.
 */
const SIGNS: readonly RegExp[] = [
  /(?:ACCESS|access|Access)_?(?:KEY|key|Key)/, // aws
  /PRIVATE KEY/, // privatekey, and gcp in what is not JSON
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

/** Whether a text may hold a secret, so that it is worth a closer look. */
export function mayHoldSecret(text: string): boolean {
  return SIGNS.some((sign) => sign.test(text));
}
