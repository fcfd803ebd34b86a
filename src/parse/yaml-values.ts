/** A fast parser leaves the text to the next one: it has an error, or uses features of YAML that are not read here. */
export class Refused extends Error {}

/**
 * The value of an unquoted scalar in the core schema of YAML 1.2.
 * Source: https://yaml.org/spec/1.2.2/#1032-tag-resolution
 * @throws Refused for forms of numbers that only the reference parser reads
 */
export function plainValue(text: string): unknown {
  // Most texts start with a letter that none of the others starts with.
  if (/^[a-eg-mo-su-zA-EG-MO-SU-Z]/.test(text)) return text;
  if (/^(?:~|null|Null|NULL)?$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  // A cheap test first, because numbers are rare and have many forms.
  if (/^[-+]?(?:\.?[0-9]|\.(?:inf|Inf|INF|nan|NaN|NAN))/.test(text)) return numberOrText(text);
  return text;
}

function numberOrText(text: string): unknown {
  if (/^[-+]?[0-9]+$/.test(text)) return Number(text);
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text)) return Number(text);
  if (/^(?:0[ox]|[-+]?\.[iInN])/.test(text)) throw new Refused();
  return text;
}
