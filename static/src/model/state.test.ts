import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULTS, readAddress, type Settings, writeAddress } from "./state.ts";

const changed: Settings = {
  ...DEFAULTS,
  program: "L = sum(X @ W) # a + b & c = d",
  inputs: { X: "[[1, 2],\n [3, 4]]", W: "[0.5, −1]" },
  output: "L",
  upstream: "2",
  rate: "0.1",
  parameters: ["W"],
  expand: ["affine1"],
  closed: ["affine1", "h#2"],
  place: { step: 6, detail: 2 },
  granularity: "details",
  language: "zh-CN",
  theme: "dark",
  notation: "short",
  speed: "0.5",
  letters: "off",
  projection: "on",
  room: "weak",
  dock: "left",
  remote: "on",
  mask: "on",
  view: "net",
  sample: 2,
  units: { Z1: 17, "L.0": 3 },
  handed: true,
  selection: "L.0.1",
  hide: ["play", "share"],
};

test("an address gives back the state that it was made from", () => {
  const whole = { ...changed, handed: false };
  assert.deepEqual(readAddress(`#${writeAddress(whole)}`), whole);
});

test("the address of what was handed over says so, and leaves out what it cannot hold", () => {
  const address = writeAddress(changed);
  assert.ok(!address.includes("program=") && !address.includes("in.X") && !address.includes("parameters="));
  assert.deepEqual(readAddress(`#${address}`), {
    ...changed,
    program: DEFAULTS.program,
    inputs: DEFAULTS.inputs,
    parameters: DEFAULTS.parameters,
  });
  assert.equal(readAddress("#handed").handed, true);
});

test("every field is kept in the address", () => {
  for (const name of Object.keys(DEFAULTS) as (keyof Settings)[])
    assert.notDeepEqual(changed[name], DEFAULTS[name]);
});

test("the state at the start has an empty address", () => {
  assert.equal(writeAddress(DEFAULTS), "");
  assert.deepEqual(readAddress(""), DEFAULTS);
});

test("an address can be written by hand, steps counted from 1", () => {
  const read = readAddress("#program=z = x + y * 2&in.x=2&in.y=3&step=5&lang=zh-CN");
  assert.equal(read.program, "z = x + y * 2");
  assert.deepEqual(read.inputs, { x: "2", y: "3" });
  assert.deepEqual(read.place, { step: 4, detail: 0 });
  assert.equal(read.language, "zh-CN");
});

test("what does not fit is left as it was", () => {
  const read = readAddress(
    "#sample=0&unit=Z1&view=net3&step=-1&lang=fr&theme=pink&expand=a b&speed=9&in.1x=2&other=1",
  );
  assert.deepEqual({ ...read, inputs: DEFAULTS.inputs }, DEFAULTS);
});

test("a program without values does not inherit those of another", () => {
  assert.deepEqual(readAddress("#program=y = x").inputs, {});
});

test("values of names that the program does not use are not in the address", () => {
  const address = writeAddress({ ...DEFAULTS, program: "y = x", inputs: { x: "1", gone: "2" } });
  assert.ok(!address.includes("gone"));
});
