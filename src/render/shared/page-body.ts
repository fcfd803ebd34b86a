import type { AnyDocument } from "../../model/collection.js";
import { linkedFiles } from "../kit/markdown/resolve-links.js";
import { type FirstSection, type PartedBody, partedBody } from "./first-section.js";
import { documentPath, rootFrom } from "./paths.js";
import type { Site } from "./site-model.js";

/** The body of a document as its page shows it, rendered when the page is made. */
export interface PageBody {
  /** Paths of the documents whose bodies it is made of: its own, and those to whose headings it links. */
  from: readonly string[];
  /** What else it is made of, as plain data. */
  with: object;
  render(): PartedBody;
}

export function pageBody(site: Site, document: AnyDocument, first: FirstSection): PageBody {
  const { body, source } = document;
  const linked = linkedFiles(body, source.path).map(({ file, isHeadingNamed }) => ({
    file,
    page: site.pageOfFile(file) ?? null,
    image: site.imageOfFile(file) ?? null,
    body: isHeadingNamed ? site.bodyOfFile(file) : undefined,
  }));
  const place = { file: source.path, root: rootFrom(documentPath(document)) };
  return {
    from: [source.path, ...linked.flatMap(({ file, body }) => (body ? file : []))],
    with: { first, place, linked: linked.map(({ file, page, image }) => ({ file, page, image })) },
    render() {
      const targets = new Map(linked.map((one) => [one.file, one]));
      return partedBody(body.tree, first, {
        ...place,
        pageOf: (file) => targets.get(file)?.page ?? undefined,
        bodyOf: (file) => targets.get(file)?.body,
        imageOf: (file) => targets.get(file)?.image ?? undefined,
      });
    },
  };
}
