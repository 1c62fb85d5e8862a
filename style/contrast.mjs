// Checks the contrast of every pair of tokens that meet on a page, in both
// themes, against WCAG 2.2: 4.5 for text, 3 for borders and focus rings.
// Run: node style/contrast.mjs

import { readFileSync } from "node:fs";

const source = readFileSync(new URL("_tokens.scss", import.meta.url), "utf8");

const TEXT = 4.5;
const EDGE = 3;
const pairs = [];
const add = (least, fronts, backs) => fronts.forEach((front) => backs.forEach((back) => pairs.push([front, back, least])));

add(TEXT, ["ink", "ink-soft", "accent", "accent-strong", "yes", "maybe", "no", "none"], ["paper", "paper-inset", "paper-deep", "field"]);
for (const kind of ["accent", "yes", "maybe", "no"]) {
  add(TEXT, [kind, "ink", "ink-soft", "accent"], [`${kind}-soft`]);
  add(TEXT, ["on-status"], [kind]);
  add(EDGE, ["control", "focus"], [`${kind}-soft`]);
}
add(TEXT, ["on-accent"], ["accent", "accent-strong"]);
add(TEXT, ["paper"], ["ink"]);
add(EDGE, ["control", "focus"], ["paper", "paper-inset", "field"]);

function theme(name) {
  const body = source.match(new RegExp(`@mixin ${name} \\{([\\s\\S]*?)\\n\\}`))[1];
  return Object.fromEntries([...body.matchAll(/--([\w-]+): #([0-9a-f]{3,6});/g)].map((found) => [found[1], found[2]]));
}

function luminance(hex) {
  const long = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
  const [red, green, blue] = [0, 2, 4]
    .map((at) => Number.parseInt(long.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

for (const name of ["light", "dark"]) {
  const colours = theme(name);
  for (const [front, back, least] of pairs) {
    const found = ratio(colours[front], colours[back]);
    const good = found >= least;
    if (!good) process.exitCode = 1;
    console.log(`${good ? "ok " : "LOW"} ${found.toFixed(2).padStart(5)} (${least}) ${name}: ${front} on ${back}`);
  }
}
