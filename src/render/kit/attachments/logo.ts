import { EnvironmentFault } from "../../../model/environment-fault.js";
import type { OutputFile } from "../../../model/page.js";
import { publishedForm } from "./published-form.js";

/** The image beside the title in the header. */
export interface Logo {
  file: OutputFile;
  width: number;
  height: number;
}

/**
 * Makes the logo of a collection a file of its site.
 * @param name as `site.logo` says it
 * @param bytes null where there is no such file
 * @throws EnvironmentFault where it is no image that a page can show
 */
export function logoOf(name: string, bytes: Uint8Array | null): Logo {
  if (bytes === null)
    throw new EnvironmentFault(`site.logo names ${name}, and there is no such file in the collection`);
  const { picture } = publishedForm(name, bytes);
  if (picture === null)
    throw new EnvironmentFault(
      `site.logo names ${name}, which is no png, jpg, webp, gif or avif image and no svg that only draws`,
    );
  const path = `assets/logo${/\.[a-z]+$/.exec(name.toLowerCase())?.[0] ?? ""}`;
  return { file: { path, content: bytes }, width: picture.width, height: picture.height };
}
