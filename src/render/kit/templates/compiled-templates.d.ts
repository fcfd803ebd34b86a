// The templates that `npm run build` compiles from templates/ into dist/generated/templates.js.

/** By path under `templates/`, without `.hbs`. */
export const templates: Readonly<Record<string, TemplateSpecification>>;
