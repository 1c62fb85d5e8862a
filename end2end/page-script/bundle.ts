import { buildSync } from "esbuild";
import { join } from "node:path";

/** By the names under which a test's site serves them. */
export const SCRIPTS = { "/page.js": script("main"), "/extras.js": script("extras") };

function script(name: string) {
  return join(__dirname, `../results/page-script-${name}.js`);
}

/** Bundles the scripts as the build does. */
export default function bundle() {
  for (const name of ["main", "extras"]) {
    buildSync({
      entryPoints: [join(__dirname, `../../page-script/${name}.js`)],
      outfile: script(name),
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
    });
  }
}
