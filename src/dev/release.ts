/**
 * Steps of a release: `release.js check TAG` says what stands in its way, `release.js notes TAG` prints its section of the
 * changelog, and `release.js sbom FILE` writes what the package is made of.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Bom, billOfMaterials } from "./bill-of-materials.js";
import { readPackageList } from "./bundled-packages.js";
import { changelogSection, releaseFaults } from "./release-faults.js";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(`${PACKAGE}${path}`, "utf8");

const [step, argument] = process.argv.slice(2);
if (argument === undefined) throw new Error("Expected a step and a tag or a file: check v1.2.3");
if (step === "check") {
  const faults = releaseFaults(argument, JSON.parse(read("package.json")), read("CHANGELOG.md"));
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
} else if (step === "notes") process.stdout.write(`${changelogSection(read("CHANGELOG.md"), argument.slice(1))}\n`);
else if (step === "sbom") {
  const args = ["sbom", "--package-lock-only", "--sbom-format=cyclonedx", "--sbom-type=application"];
  const all = JSON.parse(execFileSync("npm", args, { cwd: PACKAGE, encoding: "utf8" })) as Bom;
  const bom = billOfMaterials(all, readPackageList(), JSON.parse(read("package.json")));
  writeFileSync(argument, `${JSON.stringify(bom, null, 2)}\n`);
} else throw new Error(`Unknown step ${step}: expected check, notes or sbom`);
