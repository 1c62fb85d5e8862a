/** Where things are. `make e2e` sets the two variables; by hand, the defaults do. */
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");
export const target = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");

/** The server under test. */
export const binary = process.env.IOR_BIN ?? join(target, "debug/ior");
/** The assets it serves. */
export const site = process.env.IOR_SITE_ROOT ?? join(target, "site");
export const end2end = join(root, "end2end");
/** What a run leaves behind: logs, pictures, the report. Not committed. */
export const results = join(end2end, "results");
/** A demo data folder that each server gets a copy of. */
export const preparedData = join(results, "data");
/** Where the README's pictures go; only when they are to be renewed. */
export const readmePictures = process.env.IOR_SCREENSHOTS && resolve(root, process.env.IOR_SCREENSHOTS);
