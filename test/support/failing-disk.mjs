// A disk that fails: loaded before the program (--import), it makes every write below a folder fail as the system would.
// FAILING_FOLDER says which folder, FAILING_CODE with which error, FAILING_AFTER from the how-manieth write on.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const { FAILING_FOLDER = "", FAILING_CODE = "EIO", FAILING_AFTER = "0" } = process.env;
let writes = 0;

function check(path, syscall) {
  if (!String(path).startsWith(FAILING_FOLDER) || writes++ < Number(FAILING_AFTER)) return;
  throw Object.assign(new Error(`${FAILING_CODE}: ${syscall} '${path}'`), {
    code: FAILING_CODE,
    errno: -1,
    syscall,
    path,
  });
}

for (const name of ["writeFileSync", "mkdirSync", "renameSync", "cpSync"]) {
  const real = fs[name];
  fs[name] = (...args) => {
    check(args[name === "renameSync" ? 1 : 0], name.replace("Sync", ""));
    return real(...args);
  };
}
for (const name of ["writeFile", "mkdir", "rename", "cp", "symlink"]) {
  const real = fs.promises[name];
  fs.promises[name] = async (...args) => {
    check(args[name === "rename" || name === "cp" || name === "symlink" ? 1 : 0], name);
    return real(...args);
  };
}
syncBuiltinESMExports();
