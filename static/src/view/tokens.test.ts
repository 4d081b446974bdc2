import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../../style/tokens.css", import.meta.url), "utf8");

/** The tokens of the block that begins with `selector`. */
function theme(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf(selector)).split("}")[0] ?? "";
  return new Map(
    Array.from(block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g), ([, name = "", value = ""]) => [name, value]),
  );
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const WANTED: readonly (readonly [least: number, tokens: readonly string[], grounds: readonly string[]])[] = [
  [7, ["text", "value", "positive", "negative"], ["ground", "card"]],
  [4.5, ["text", "muted", "wrong", "accent"], ["ground", "panel"]],
  [4.5, ["muted"], ["card"]],
  [4.5, ["text"], ["chip", "hover", "here", "phase-forward", "phase-loss", "phase-backward", "phase-update"]],
  [4.5, ["on-accent"], ["accent"]],
  [3, ["line", "focus", "value-mark", "positive-mark", "negative-mark", "mixed-mark"], ["ground", "card"]],
];

for (const selector of ['[data-theme="light"]', '[data-theme="dark"]'])
  test(`${selector}: text, lines and marks stand out enough`, () => {
    const tokens = theme(selector);
    for (const [least, names, grounds] of WANTED)
      for (const name of names)
        for (const ground of grounds) {
          const [a, b] = [tokens.get(name), tokens.get(ground)];
          assert.ok(a && b, `${name} or ${ground} is missing`);
          assert.ok(
            contrast(a, b) >= least,
            `${name} on ${ground}: ${contrast(a, b).toFixed(2)}, not ${least}`,
          );
        }
  });

test("both themes have the same tokens", () => {
  assert.deepEqual([...theme('[data-theme="light"]').keys()], [...theme('[data-theme="dark"]').keys()]);
});
