import type { Link } from "../../model/collection.js";
import type { Place } from "../../model/place.js";
import type { Source } from "../../model/source.js";

/** The place of a link's address; of the whole link where the address is written otherwise than it reads. */
export function addressPlace({ url, place }: Link, source: Source): Place {
  const start = source.offset(place.line, place.column);
  const raw = source.text.slice(start, source.offset(place.endLine, place.endColumn));
  for (const opening of ["](", "](<", "]: ", "]: <"]) {
    const at = url === "" ? -1 : raw.lastIndexOf(opening + url);
    if (at >= 0) return source.place(start + at + opening.length, start + at + opening.length + url.length);
  }
  return place;
}
