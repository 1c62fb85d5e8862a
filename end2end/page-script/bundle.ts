import { buildSync } from "esbuild";
import { join } from "node:path";

export const SCRIPT = join(__dirname, "../results/page-script.js");

/** Bundles the script as the build does. */
export default function bundle() {
  buildSync({
    entryPoints: [join(__dirname, "../../page-script/main.js")],
    outfile: SCRIPT,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
  });
}
