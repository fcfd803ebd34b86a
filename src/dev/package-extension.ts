/**
 * Makes `dist/inquest.vsix`, the extension for VS Code: bundles `src/editor/` and zips it with its manifest. Microsoft's own tool
 * would bring 280 packages and 120 MB, for what is a zip file of six entries. `--to FILE` writes elsewhere.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { strToU8, zipSync } from "fflate";
import { bundledPackages, licenceNotices } from "./bundled-packages.js";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(`${PACKAGE}${path}`, "utf8");
/** A zip file knows no earlier day; the same source gives the same bytes. */
const FIRST_DAY = new Date(1980, 0, 1);

const { values } = parseArgs({ options: { to: { type: "string" } } });
const { version, license, repository } = JSON.parse(read("package.json"));
const manifest = { ...JSON.parse(read("src/editor/manifest.json")), version, license, repository };
const { outputFiles, metafile } = await build({
  entryPoints: ["src/editor/extension.ts"],
  absWorkingDir: PACKAGE,
  outdir: "dist/editor",
  write: false,
  bundle: true,
  minify: true,
  format: "cjs",
  platform: "node",
  target: "node18",
  external: ["vscode"],
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

const files = {
  "[Content_Types].xml": `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${Object.entries({
  json: "application/json",
  js: "application/javascript",
  md: "text/markdown",
  txt: "text/plain",
  vsixmanifest: "text/xml",
})
  .map(([extension, type]) => `<Default Extension=".${extension}" ContentType="${type}"/>`)
  .join("\n")}
</Types>
`,
  "extension.vsixmanifest": vsixManifest(),
  "extension/package.json": `${JSON.stringify(manifest, null, 2)}\n`,
  "extension/extension.js": outputFiles[0]?.text ?? "",
  "extension/README.md": read("src/editor/README.md"),
  "extension/LICENSE.txt": `${read("LICENSE")}\n${licenceNotices(bundledPackages(metafile.outputs))}`,
};
const entries = Object.entries(files).map(([path, text]) => [path, strToU8(text)]);
const target = values.to ?? `${PACKAGE}dist/inquest.vsix`;
writeFileSync(target, zipSync(Object.fromEntries(entries), { mtime: FIRST_DAY, level: 9 }));
process.stdout.write(`${target}\n`);

/** What VS Code and its marketplace read of an extension before they unpack it. */
function vsixManifest(): string {
  const { name, publisher, displayName, description, categories, keywords, engines, extensionKind } = manifest;
  const text = (value: string) => value.replace(/[&<>"]/g, (found) => `&#${found.charCodeAt(0)};`);
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${text(name)}" Version="${text(version)}" Publisher="${text(publisher)}"/>
    <DisplayName>${text(displayName)}</DisplayName>
    <Description xml:space="preserve">${text(description)}</Description>
    <Tags>${text(keywords.join(","))}</Tags>
    <Categories>${text(categories.join(","))}</Categories>
    <License>extension/LICENSE.txt</License>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${text(engines.vscode)}"/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="${text(extensionKind.join(","))}"/>
    </Properties>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
}
