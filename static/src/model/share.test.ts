import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { actionFor } from "./actions/index.ts";
import { EMPTY } from "./session.ts";
import { curlOf, frameOf, linkTo } from "./share.ts";
import { DEFAULTS, readAddress } from "./state.ts";

const PAGE = "http://127.0.0.1:8000/";

test("a link brings the whole state back, also to a page in another language", () => {
  const settings = {
    ...DEFAULTS,
    program: "z = x * 2 + y # 'a' & b",
    inputs: { x: "2", y: "[1, 2]" },
    place: { step: 3, detail: 1 },
    theme: "dark" as const,
    hide: ["play", "edit"] as const,
  };
  const link = linkTo(settings, PAGE);
  assert.ok(link.startsWith(`${PAGE}#`));
  assert.deepEqual(readAddress(link.slice(PAGE.length), { ...DEFAULTS, language: "zh-CN" }), settings);
});

test("a link says what a fresh page would show by itself", () => {
  assert.match(linkTo(DEFAULTS, PAGE), /program=.*in\.x=1.*lang=en/);
});

test("a shell reads the command as it was meant", () => {
  const request = { program: "y = x # it's \\ $HOME `ls`", inputs: { x: 1 } };
  const command = curlOf(request, "http://h", "en").replace(/^curl/, "printf '%s\\n'");
  const lines = execFileSync("sh", ["-c", command], { encoding: "utf8" }).trimEnd().split("\n");
  assert.equal(lines[1], "http://h/api/v1/trace?lang=en");
  assert.deepEqual(JSON.parse(lines.at(-1) ?? ""), request);
});

test("an address in a frame's attribute keeps its ampersands and quotes", () => {
  assert.match(frameOf('http://h/embed#a=1&b="2"', "L"), /src="http:\/\/h\/embed#a=1&amp;b=&quot;2&quot;"/);
});

test("the keys of what is left out do nothing", () => {
  const pressed = { key: "t", shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
  const state = { ...DEFAULTS, ...EMPTY };
  assert.equal(actionFor(pressed, state)?.id, "notation");
  assert.equal(actionFor(pressed, { ...state, hide: ["notation"] }), null);
  assert.equal(actionFor({ ...pressed, key: "k" }, state)?.id, "check");
  assert.equal(actionFor({ ...pressed, key: "k" }, { ...state, hide: ["check"] }), null);
});
