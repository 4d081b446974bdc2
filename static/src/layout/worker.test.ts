import assert from "node:assert/strict";
import { test } from "node:test";
import { layout } from "./layout.ts";
import { PROGRAMS, program } from "./testing/graphs.ts";
import type { LayoutAnswer, LayoutRequest } from "./worker.ts";

test("the worker answers each request under its number, with the layout or the reason why not", async () => {
  const answers: LayoutAnswer[] = [];
  const scope = globalThis as unknown as {
    onmessage: (event: { data: LayoutRequest }) => void;
    postMessage: (answer: LayoutAnswer) => void;
  };
  scope.postMessage = (answer) => answers.push(structuredClone(answer));
  await import("./worker.ts");
  const input = PROGRAMS.apples!;
  scope.onmessage({ data: structuredClone({ id: 7, input, options: {} }) });
  scope.onmessage({ data: { id: 8, input: program(["a = b", "b = a"]), options: {} } });
  assert.deepEqual(answers[0], { id: 7, layout: layout(input) });
  assert.match(JSON.stringify(answers[1]), /^\{"id":8,"error":".*cycle/);
});
