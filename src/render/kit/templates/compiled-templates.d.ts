// The templates that `npm run build` compiles from templates/ into dist/generated/templates.js.

/** @returns the templates by path under `templates/`, without `.hbs`; they include one another from here */
export function makeTemplates(
  parts: typeof import("./template-parts.js").templateParts & typeof import("./helpers.js").helpers,
): Record<string, import("./template-parts.js").TemplateCode>;
