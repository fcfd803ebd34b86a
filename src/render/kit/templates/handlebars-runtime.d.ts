// The package has no types for its runtime alone, which lacks the compiler.
declare module "handlebars/dist/cjs/handlebars.runtime.js" {
  import type Handlebars from "handlebars";

  const runtime: Pick<typeof Handlebars, "create">;
  export default runtime;
}
