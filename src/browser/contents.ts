/** How far down the screen a heading counts as being read, as a share of its height. */
const READING_LINE = 0.2;

/** Highlights the section being read in the table of contents. */
export function followContents(): void {
  const contents = document.querySelector<HTMLElement>(".toc");
  if (!contents || !("IntersectionObserver" in window)) return;
  const links = [...contents.querySelectorAll<HTMLAnchorElement>("a")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const show = () => {
    const line = window.innerHeight * READING_LINE;
    const at = headings
      .map((heading) => heading !== null && heading.getBoundingClientRect().top < line)
      .lastIndexOf(true);
    links.forEach((link, index) => {
      if (index === at) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
    keepInView(contents, links[at]);
  };
  // Everything above the reading line is observed, so that jumps over several headings are noticed too.
  const rootMargin = `1000000px 0px -${(1 - READING_LINE) * 100}% 0px`;
  const observer = new IntersectionObserver(show, { rootMargin });
  for (const heading of headings) if (heading) observer.observe(heading);
}

/** Scrolls only the table of contents, never the page. */
function keepInView(contents: HTMLElement, link: HTMLElement | undefined): void {
  if (link === undefined || contents.scrollHeight <= contents.clientHeight) return;
  const [outer, inner] = [contents.getBoundingClientRect(), link.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom)
    contents.scrollTop += inner.top - outer.top - outer.height / 2;
}
