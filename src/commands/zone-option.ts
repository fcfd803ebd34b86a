import { isZone } from "../edit/new/typed-time.js";
import { EnvironmentFault } from "../model/environment-fault.js";

/** Reads the value of `--zone`: an IANA name or an offset. */
export function zoneOption(value: string): string {
  if (!isZone(value))
    throw new EnvironmentFault(
      `Unknown zone ${JSON.stringify(value)}: write an IANA name such as Europe/Berlin, or an offset such as +02:00`,
    );
  return value;
}
