import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";
import { groupBy } from "../util/group-by.js";

type Outputs = Metafile["outputs"];

/** What the bundler has made of what several entry points share. */
export const PART_NAME = /-[A-Z0-9]{8}\.js$/;

/** A part that is smaller goes along with every command, where it needs nothing that does not. */
const SMALL_BYTES = 3000;

/** Parts that are one file. */
interface Group {
  name: string;
  members: readonly string[];
}

/** The modules that a module loads with it, each behind those that it imports itself. */
export function loadedWith(module: string, outputs: Outputs): string[] {
  const ordered = new Set<string>();
  const visit = (path: string) => {
    for (const { path: next, kind, external } of outputs[path]?.imports ?? [])
      if (kind === "import-statement" && external !== true && !ordered.has(next)) visit(next);
    ordered.add(path);
  };
  visit(module);
  ordered.delete(module);
  return [...ordered];
}

/**
 * Makes one file of the parts that the same commands load: to find, read and link a file takes Node.js longer than to run a small
 * one, and a bundler makes a part of whatever any two entry points share.
 * @param folder where the outputs are, absolute
 * @param program the module that every command loads, and those of the commands
 * @returns the outputs as they are then
 */
export async function mergeParts(
  folder: string,
  outputs: Outputs,
  program: string,
  commands: readonly string[],
): Promise<Outputs> {
  const groups = groupsIn(outputs, program, commands);
  const groupOf = new Map(groups.flatMap((group) => group.members.map((path) => [basename(path), group] as const)));
  const alone = Object.keys(outputs).filter((path) => !groupOf.has(basename(path)));
  const { outputFiles, metafile } = await build({
    entryPoints: [
      ...groups.map(({ name }) => ({ in: name, out: name.replace(/\.js$/, "") })),
      ...alone.map((path) => ({ in: join(folder, basename(path)), out: basename(path, ".js") })),
    ],
    outdir: folder,
    absWorkingDir: folder,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    packages: "external",
    metafile: true,
    write: false,
    plugins: [inGroups(folder, outputs, groups, groupOf)],
  });
  for (const path of Object.keys(outputs)) rmSync(join(folder, basename(path)));
  for (const { path, contents } of outputFiles) writeFileSync(path, contents);
  const known = new Map(Object.keys(outputs).map((path) => [basename(path), path]));
  for (const { name, members } of groups) known.set(name, (members[0] ?? "").replace(/[^/]+$/, name));
  const found = Object.entries(metafile.outputs).map(([path, output]): [string, Outputs[string]] => {
    const name = basename(path);
    const members = groups.find((group) => group.name === name)?.members ?? [known.get(name) ?? ""];
    const entryPoint = outputs[known.get(name) ?? ""]?.entryPoint;
    return [
      known.get(name) ?? path,
      {
        ...output,
        ...(entryPoint === undefined ? { entryPoint: "" } : { entryPoint }),
        inputs: Object.assign({}, ...members.map((one) => outputs[one]?.inputs)),
        imports: output.imports.map((one) => {
          const to = known.get(basename(one.path));
          return to === undefined || !one.path.startsWith("./") ? one : { path: to, kind: one.kind };
        }),
      },
    ];
  });
  return { ...Object.fromEntries(found), ...writeDoors(folder, outputs, groupOf, known) };
}

/** The parts that become one file. What a part imports is loaded by all that load the part, so that no file imports another in a circle. */
function groupsIn(outputs: Outputs, program: string, commands: readonly string[]): Group[] {
  const all = commands.map((command) => new Set([program, command].flatMap((path) => loadedWith(path, outputs))));
  const parts = Object.keys(outputs).filter((path) => PART_NAME.test(path));
  const users = new Map(parts.map((path) => [path, all.map((loaded) => (loaded.has(path) ? "x" : " ")).join("")]));
  const everywhere = "x".repeat(commands.length);
  const isSmall = (path: string) =>
    (outputs[path]?.bytes ?? 0) < SMALL_BYTES &&
    loadedWith(path, outputs).every((one) => users.get(one) === everywhere);
  // What a small part imports may be small as well.
  for (let before = -1, after = 0; after !== before; ) {
    before = after;
    for (const [path, by] of users)
      if (by.trim() !== "" && by !== everywhere && isSmall(path)) users.set(path, everywhere);
    after = [...users.values()].filter((by) => by === everywhere).length;
  }
  const used = parts.filter((path) => users.get(path)?.trim() !== "");
  return [...groupBy(used, (path) => users.get(path)).values()]
    .filter((members) => members.length > 1)
    .map((members) => {
      const hash = createHash("sha256").update(members.join()).digest("hex").slice(0, 8);
      return { name: `merged-${hash.toUpperCase()}.js`, members };
    });
}

/** Takes the members of a group together, and leads what other files import of them to the file of the group. */
function inGroups(
  folder: string,
  outputs: Outputs,
  groups: readonly Group[],
  groupOf: ReadonlyMap<string, Group>,
): Plugin {
  const exportsOf = (path: string) => outputs[path]?.exports ?? [];
  return {
    name: "in groups",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(?:\.\/)?[\w-]+\.js$/ }, ({ path, importer, namespace, kind }) => {
        const name = basename(path);
        if (kind === "entry-point") return { path: name, namespace: "group" };
        const from =
          namespace === "group" ? groups.find((one) => one.name === importer) : groupOf.get(basename(importer));
        const to = groupOf.get(name);
        if (to === undefined || kind === "dynamic-import") return { path, external: true };
        return from === to && namespace !== "door" ? { path: join(folder, name) } : { path: name, namespace: "door" };
      });
      onLoad({ filter: /./, namespace: "group" }, ({ path: name }) => {
        const members = groups.find((one) => one.name === name)?.members ?? [];
        const contents = members.map((path, index) => {
          const names = exportsOf(path).map((one) => `${one} as ${nameIn(index, one)}`);
          return `import "./${basename(path)}"; export { ${names.join(", ")} } from "./${basename(path)}";`;
        });
        return { contents: contents.join("\n"), resolveDir: folder };
      });
      onLoad({ filter: /./, namespace: "door" }, ({ path: name }) => ({
        contents: doorTo(name, outputs, groupOf),
        resolveDir: folder,
      }));
    },
  };
}

/** The name of an export of the nth member in the file of its group. */
function nameIn(index: number, name: string): string {
  return `p${index}_${name}`;
}

/** A module with the exports of a part, which are in the file of its group. */
function doorTo(part: string, outputs: Outputs, groupOf: ReadonlyMap<string, Group>): string {
  const group = groupOf.get(part);
  const index = group?.members.findIndex((path) => basename(path) === part) ?? -1;
  const names = outputs[group?.members[index] ?? ""]?.exports ?? [];
  return `export{${names.map((one) => `${nameIn(index, one)} as ${one}`).join(",")}}from"./${group?.name}";\n`;
}

/** Writes a file in the place of each member that something imports on demand. @returns these */
function writeDoors(
  folder: string,
  outputs: Outputs,
  groupOf: ReadonlyMap<string, Group>,
  known: ReadonlyMap<string, string>,
): Outputs {
  const imports = Object.values(outputs).flatMap(({ imports }) => imports);
  const onDemand = new Set(imports.flatMap(({ kind, path }) => (kind === "dynamic-import" ? basename(path) : [])));
  const doors = [...groupOf].filter(([name]) => onDemand.has(name));
  return Object.fromEntries(
    doors.map(([name, group]): [string, Outputs[string]] => {
      const contents = doorTo(name, outputs, groupOf);
      writeFileSync(join(folder, name), contents);
      const path = known.get(name) ?? "";
      const to = { path: known.get(group.name) ?? "", kind: "import-statement" as const };
      const { exports = [], entryPoint = "" } = outputs[path] ?? {};
      return [path, { imports: [to], exports, entryPoint, inputs: {}, bytes: contents.length }];
    }),
  );
}
