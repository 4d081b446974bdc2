import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../../style/tokens.css", import.meta.url), "utf8");

/** Light that a room adds to a picture: of 1 at white, so that white is 7 times as bright as black. */
const LIT_ROOM = 1 / 6;

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

function contrast(a: string, b: string, light = 0.05): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + light) / (low + light);
}

const WANTED: readonly (readonly [least: number, tokens: readonly string[], grounds: readonly string[]])[] = [
  [7, ["text", "value", "positive", "negative"], ["ground", "card"]],
  [4.5, ["text", "muted", "wrong", "ok", "accent"], ["ground", "panel"]],
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

const MARKS = ["value-mark", "positive-mark", "negative-mark", "zero-mark", "mixed-mark"];
const PROJECTED: readonly string[] = [
  '[data-projection="on"][data-theme="light"]',
  '[data-projection="on"][data-room="weak"]',
];

for (const [at, selector] of PROJECTED.entries())
  test(`P4 ${selector}: read in a lit room`, () => {
    const blocks = ['[data-theme="light"]', ...PROJECTED.slice(0, at + 1)];
    const tokens = new Map(blocks.flatMap((block) => [...theme(block)]));
    const ground = tokens.get("ground") ?? "";
    const check = (name: string, least: number, light?: number) => {
      const found = contrast(tokens.get(name) ?? "", ground, light);
      assert.ok(found >= least, `${name}: ${found.toFixed(2)}, not ${least}`);
    };
    for (const name of ["text", "muted", "value", "positive", "negative", "wrong"]) {
      check(name, 7);
      check(name, 4.5, LIT_ROOM);
    }
    for (const name of ["line", "accent", "focus", ...MARKS]) check(name, 3, LIT_ROOM);
  });
