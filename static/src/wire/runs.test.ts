import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCall } from "./call.ts";
import { makeRuns } from "./runs.ts";

/** What each request was, and runs whose requests are answered by `answer`. */
function runsThat(answer: () => Response) {
  const sent: string[] = [];
  const call = makeCall("", async (address, init = {}) => {
    sent.push(`${init.method ?? "GET"} ${address} ${init.body ?? ""}`.trim());
    return answer();
  });
  return { runs: makeRuns(call), sent };
}

const OPTIONS = { language: "en" };

test("a run is begun and led by requests of its own", async () => {
  const { runs, sent } = runsThat(() => Response.json({ state: "paused" }));
  await runs.begin({ hidden_size: 5 }, OPTIONS);
  await runs.step("a/b", OPTIONS);
  await runs.setPace("a", null, OPTIONS);
  await runs.samples("a", { set: "test", wrong: true, offset: 50, limit: 50 }, OPTIONS);
  assert.deepEqual(sent, [
    'POST /runs?lang=en {"kind":"training","hidden_size":5}',
    "POST /runs/a%2Fb/step?lang=en {}",
    'PATCH /runs/a?lang=en {"updates_per_second":null}',
    "GET /runs/a/samples?set=test&wrong=true&offset=50&limit=50&lang=en",
  ]);
});

test("the end of a run has no body", async () => {
  const { runs, sent } = runsThat(() => new Response(null, { status: 204 }));
  assert.deepEqual(await runs.end("a", OPTIONS), { kind: "answer", value: null });
  assert.deepEqual(sent, ["DELETE /runs/a?lang=en"]);
});

test("a prediction's numbers and pictures are decoded", async () => {
  const { runs } = runsThat(() =>
    Response.json({
      step: 1,
      probabilities: [1, "NaN"],
      predicted: 0,
      label: null,
      loss: "Infinity",
      gradient: { shape: [1], dtype: "<f8", base64: "AAAAAAAA8D8=" },
      unit_gradient: null,
      pixels: "/w==",
    }),
  );
  const reply = await runs.predict("a", { pixels: [1] }, OPTIONS);
  assert.ok(reply.kind === "answer");
  const { probabilities, loss, gradient, pixels } = reply.value;
  assert.deepEqual([probabilities, loss], [[1, Number.NaN], Number.POSITIVE_INFINITY]);
  assert.deepEqual([...gradient.data], [1]);
  assert.deepEqual(pixels, [1]);
});
