// The types of the package describe its runtime, which cannot compile, only as a part of the whole.
declare module "handlebars/dist/cjs/handlebars.runtime.js" {
  import type Handlebars from "handlebars";

  const runtime: Pick<typeof Handlebars, "create">;
  export default runtime;
}
