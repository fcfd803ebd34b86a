import { directiveFromMarkdown } from "mdast-util-directive";
import { directive } from "micromark-extension-directive";
import type { Processor } from "unified";

/**
 * Parses container directives (`:::internal`) only. remark-directive would also read prose such as `10:45` and
 * `arn:aws:iam` as text directives, so only the container part of its grammar is used.
 */
export function containerDirectives(this: Processor): void {
  const data = this.data();
  const { flow } = directive();
  const [container] = [flow?.[58] ?? []].flat();
  if (container === undefined) throw new Error("micromark-extension-directive has no container construct");
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push({ flow: { 58: container } });
  data.fromMarkdownExtensions ??= [];
  data.fromMarkdownExtensions.push(directiveFromMarkdown());
}
