import { helpers } from "../render/kit/templates/helpers.js";

/** Where in a template an expression stands: the variables of its code. */
interface Scope {
  /** The context, behind those that `../` leads to. */
  contexts: readonly string[];
  /** What starts with `@`. */
  data: string;
}

/**
 * Prints a template as a function of its context and Handlebars' data. Conditions and loops are plain JavaScript, which
 * takes less than half the time of what Handlebars prints.
 * @param name its path under `templates/`, without `.hbs`
 * @param partials the names of those that it may include
 * @throws where it uses what only Handlebars itself knows
 */
export function printTemplate(name: string, program: hbs.AST.Program, partials: ReadonlySet<string>): string {
  return `(c0, d0) => ${new TemplatePrinter(name, partials).program(program, { contexts: ["c0"], data: "d0" })}`;
}

class TemplatePrinter {
  readonly #name: string;
  readonly #partials: ReadonlySet<string>;

  constructor(name: string, partials: ReadonlySet<string>) {
    this.#name = name;
    this.#partials = partials;
  }

  program(program: hbs.AST.Program | undefined, scope: Scope): string {
    return `\`${program?.body.map((node) => this.#statement(node, scope)).join("") ?? ""}\``;
  }

  #statement(node: hbs.AST.Statement, scope: Scope): string {
    switch (node.type) {
      case "ContentStatement":
        return (node as hbs.AST.ContentStatement).value.replace(/[`\\]|\$(?=\{)/g, "\\$&");
      case "CommentStatement":
        return "";
      case "MustacheStatement": {
        const { escaped } = node as hbs.AST.MustacheStatement;
        return `\${${escaped ? "text" : "html"}(${this.#printed(node as hbs.AST.MustacheStatement, scope)})}`;
      }
      case "BlockStatement":
        return `\${${this.#block(node as hbs.AST.BlockStatement, scope)}}`;
      case "PartialStatement":
        return `\${${this.#partial(node as hbs.AST.PartialStatement, scope, scope.data)}}`;
      case "PartialBlockStatement": {
        const block = node as hbs.AST.PartialBlockStatement;
        // A layout shows the block with the context that it was given itself.
        const inner = this.program(block.program, { ...scope, data: "block" });
        return `\${${this.#partial(block, scope, `withBlock(${scope.data}, (${scope.contexts.at(-1)}, block) => ${inner})`)}}`;
      }
      default:
        return this.#refuse(node.type);
    }
  }

  #block({ path, params, hash, program, inverse }: hbs.AST.BlockStatement, scope: Scope): string {
    const [subject, ...others] = params;
    if (subject === undefined || others.length > 0 || hash?.pairs.length > 0 || program.blockParams?.length > 0)
      return this.#refuse(`{{#${(path as hbs.AST.PathExpression).original}}} with these arguments`);
    const value = this.#value(subject, scope);
    const context = `c${scope.contexts.length}`;
    const contexts = [...scope.contexts, context];
    const otherwise = inverse ? `, () => ${this.program(inverse, scope)}` : "";
    switch ((path as hbs.AST.PathExpression).original) {
      case "if":
        return `isFilled(${value}) ? ${this.program(program, scope)} : ${this.program(inverse, scope)}`;
      case "unless":
        return `isFilled(${value}) ? ${this.program(inverse, scope)} : ${this.program(program, scope)}`;
      case "each": {
        const data = `d${contexts.length - 1}`;
        const each = this.program(program, { contexts, data });
        return `eachOf(${value}, ${scope.data}, (${context}, ${data}) => ${each}${otherwise})`;
      }
      case "with":
        return `withOf(${value}, (${context}) => ${this.program(program, { ...scope, contexts })}${otherwise})`;
      default:
        return this.#refuse(`{{#${(path as hbs.AST.PathExpression).original}}}`);
    }
  }

  #partial(
    { name, params, hash }: Pick<hbs.AST.PartialStatement, "name" | "params" | "hash">,
    scope: Scope,
    data: string,
  ): string {
    const [given, ...others] = params;
    const { original } = name as hbs.AST.PathExpression;
    const context = given ? this.#value(given, scope) : scope.contexts.at(-1);
    const fields = hash?.pairs.map(({ key, value }) => `, ${key}: ${this.#value(value, scope)}`).join("") ?? "";
    const whole = fields === "" ? context : `{ ...${context}${fields} }`;
    if (original === "@partial-block") return `${data}["partial-block"](${whole}, { data: ${data} })`;
    if (others.length > 0 || !this.#partials.has(original)) return this.#refuse(`{{> ${original}}}`);
    return `templates[${JSON.stringify(original)}](${whole}, ${data})`;
  }

  /** What stands in braces: what a helper gives, or a field that has to be there. */
  #printed({ path, params, hash }: hbs.AST.MustacheStatement, scope: Scope): string {
    if (path.type !== "PathExpression") return this.#refuse(path.type);
    const { original, data, parts } = path as hbs.AST.PathExpression;
    if (Object.hasOwn(helpers, original)) {
      if (hash?.pairs.length > 0) this.#refuse(`{{${original}}} with named arguments`);
      return `${original}(${[...params.map((param) => this.#value(param, scope)), `{ data: ${scope.data} }`].join(", ")})`;
    }
    if (data || params.length > 0) this.#refuse(`{{${original}}}`);
    const last = parts.at(-1);
    if (last === undefined) return this.#value(path, scope);
    const owner = this.#value({ ...path, parts: parts.slice(0, -1) } as hbs.AST.PathExpression, scope);
    const field = JSON.stringify(last);
    return `${owner}?.[${field}] ?? absent(${owner}, ${field})`;
  }

  #value(node: hbs.AST.Expression, { contexts, data }: Scope): string {
    switch (node.type) {
      case "StringLiteral":
      case "NumberLiteral":
      case "BooleanLiteral":
        return JSON.stringify((node as hbs.AST.StringLiteral | hbs.AST.NumberLiteral | hbs.AST.BooleanLiteral).value);
      case "NullLiteral":
        return "null";
      case "PathExpression": {
        const path = node as hbs.AST.PathExpression;
        const from = path.data ? data : contexts.at(-1 - path.depth);
        if (from === undefined || (path.data && path.depth > 0)) return this.#refuse(path.original);
        return [from, ...path.parts.map((part) => `[${JSON.stringify(part)}]`)].join("");
      }
      default:
        return this.#refuse(node.type);
    }
  }

  #refuse(what: string): never {
    throw new Error(`templates/${this.#name}.hbs: ${what} cannot be printed as code`);
  }
}
