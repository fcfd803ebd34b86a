import Handlebars from "handlebars";
import { templateText } from "../render/kit/templates/compile-options.js";

/** Elements that no browser shows on a line with others, and what stands in the head of a page. */
const BLOCK =
  "</?(?:article|body|caption|d[dlt]|details|div|fig(?:ure|caption)|footer|h[1-6]|head(?:er)?|html|li(?:nk)?|main|meta|nav|[ou]l|p|section|summary|t(?:able|body|[dhr]|head|itle))\\b";
const BREAK_AFTER_BLOCK = new RegExp(`(${BLOCK}[^<>]*>)\\s*\\n\\s*`, "g");
const BREAK_BEFORE_BLOCK = new RegExp(`\\s*\\n\\s*(?=${BLOCK})`, "g");
const ENDS_WITH_BLOCK = new RegExp(`${BLOCK}[^<>]*>$`);
const BEGINS_WITH_BLOCK = new RegExp(`^${BLOCK}`);

/**
 * A template of the site as it is compiled.
 * @param name its path under `templates/`, without `.hbs`
 */
export function parseTemplate(name: string, text: string): hbs.AST.Program {
  return withoutLineBreaks(Handlebars.parse(templateText(name, text)));
}

/** A template without the line breaks beside blocks, of which a page would repeat hundreds and a reader sees none. */
function withoutLineBreaks(program: hbs.AST.Program): hbs.AST.Program {
  const body = program.body.map((node) => {
    if (isContent(node))
      return { ...node, value: node.value.replace(BREAK_AFTER_BLOCK, "$1").replace(BREAK_BEFORE_BLOCK, "") };
    if (!("program" in node)) return node;
    const { program: inner, inverse } = node as hbs.AST.BlockStatement;
    return {
      ...node,
      program: withoutLineBreaks(inner),
      ...(inverse === undefined ? {} : { inverse: withoutLineBreaks(inverse) }),
    };
  });
  // Beside a condition that holds blocks, or between two.
  const isBreak = (node: hbs.AST.Statement, at: number) =>
    isContent(node) &&
    /^\s*\n\s*$/.test(node.value) &&
    [body[at - 1], body[at + 1]].every((other) => other === undefined || holdsBlocks(other));
  return { ...program, body: body.filter((node, at) => !isBreak(node, at)) };
}

function isContent(node: hbs.AST.Statement | undefined): node is hbs.AST.ContentStatement {
  return node?.type === "ContentStatement";
}

function holdsBlocks(node: hbs.AST.Statement | undefined): boolean {
  if (node === undefined || !("program" in node)) return false;
  const { body } = (node as hbs.AST.BlockStatement).program;
  const [first, last] = [body[0], body.at(-1)];
  return (
    (isContent(first) ? BEGINS_WITH_BLOCK.test(first.value) : holdsBlocks(first)) &&
    (isContent(last) ? ENDS_WITH_BLOCK.test(last.value) : holdsBlocks(last))
  );
}
