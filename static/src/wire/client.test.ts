import assert from "node:assert/strict";
import { test } from "node:test";
import type { Problem } from "./calls.ts";
import { makeClient } from "./client.ts";
import type { TraceAnswer } from "./types.ts";

interface Sent {
  readonly address: string;
  readonly init: RequestInit;
}

/** A client whose requests are kept and answered by `answer`. */
function clientThat(answer: (sent: Sent) => Response | Promise<Response>) {
  const requests: Sent[] = [];
  const send: typeof fetch = async (address, init = {}) => {
    const sent = { address: String(address), init };
    requests.push(sent);
    return answer(sent);
  };
  return { client: makeClient("/api/v1", send), requests };
}

const REQUEST = { program: "y = x * 2", inputs: { x: 1 } };

const ANSWER: TraceAnswer = {
  version: 1,
  program: "y = x * 2",
  output: "y",
  values: { y: "NaN" },
  gradients: {},
  nodes: [],
  edges: [],
  groups: [],
  steps: [],
  counts: { steps: 0 },
  warnings: [],
};

const PROBLEM: Problem = {
  type: "urn:x",
  title: "T",
  status: 422,
  detail: "D",
  code: "unknown_name",
  errors: [
    {
      code: "unknown_name",
      message: "M",
      fix: "F",
      line: 1,
      column: 5,
      end_line: 1,
      end_column: 6,
      node: null,
      field: null,
      edit: null,
    },
  ],
};

test("a trace request is posted as JSON, in the language asked for, arrays as base64", async () => {
  const { client, requests } = clientThat(() => Response.json(ANSWER));
  const reply = await client.trace(REQUEST, { language: "zh-CN" });
  assert.ok(reply.kind === "answer");
  assert.deepEqual(reply.value.values, { y: Number.NaN });
  const [{ address, init }] = requests as [Sent];
  const url = new URL(address, "http://host");
  assert.equal(url.pathname, "/api/v1/trace");
  assert.deepEqual(Object.fromEntries(url.searchParams), { tensors: "base64", lang: "zh-CN" });
  assert.equal(init.method, "POST");
  assert.equal(new Headers(init.headers).get("Content-Type"), "application/json");
  assert.deepEqual(JSON.parse(String(init.body)), REQUEST);
});

test("examples and operations are fetched without a body", async () => {
  const { client, requests } = clientThat(() => Response.json([]));
  for (const reply of [
    await client.examples({ language: "en" }),
    await client.operations({ language: "en" }),
  ]) {
    assert.deepEqual(reply, { kind: "answer", value: [] });
  }
  assert.deepEqual(
    requests.map(({ address }) => address),
    ["/api/v1/examples?lang=en", "/api/v1/operations?lang=en"],
  );
  assert.ok(requests.every(({ init }) => init.body === undefined && init.method === undefined));
});

test("a gradient check is posted to its own address", async () => {
  const { client, requests } = clientThat(() => Response.json({ passed: true }));
  assert.deepEqual(await client.gradientCheck({ ...REQUEST, h: 1e-5 }, { language: "en" }), {
    kind: "answer",
    value: { passed: true },
  });
  assert.equal(requests[0]?.address, "/api/v1/gradient-check?lang=en");
});

test("an export comes as a file under the name that the service gives it", async () => {
  const named = clientThat(
    () => new Response("a,b", { headers: { "Content-Disposition": 'attachment; filename="trace.csv"' } }),
  );
  const reply = await named.client.export("csv", REQUEST, { language: "en" });
  assert.ok(reply.kind === "answer");
  assert.equal(reply.value.name, "trace.csv");
  assert.equal(await reply.value.content.text(), "a,b");
  const nameless = await clientThat(() => new Response("x")).client.export("dot", REQUEST, {
    language: "en",
  });
  assert.ok(nameless.kind === "answer" && nameless.value.name === "trace.dot");
});

test("a refusal is a problem with its places", async () => {
  const headers = { "Content-Type": "application/problem+json" };
  const { client } = clientThat(() => new Response(JSON.stringify(PROBLEM), { status: 422, headers }));
  assert.deepEqual(await client.trace(REQUEST, { language: "en" }), { kind: "problem", problem: PROBLEM });
});

test("overload says how long to wait: in seconds, until a date, or three where nothing is said", async () => {
  const soon = new Date(Date.now() + 20_000).toUTCString();
  const past = new Date(Date.now() - 20_000).toUTCString();
  const waits: readonly (readonly [string | null, number, number])[] = [
    ["7", 7, 7],
    ["0", 1, 1],
    ["99999", 60, 60],
    [soon, 18, 20],
    [past, 1, 1],
    ["later", 3, 3],
    [null, 3, 3],
  ];
  for (const [header, least, most] of waits) {
    const headers: Record<string, string> = header === null ? {} : { "Retry-After": header };
    const { client } = clientThat(() => new Response("", { status: 429, headers }));
    const reply = await client.trace(REQUEST, { language: "en" });
    assert.ok(reply.kind === "busy" && reply.seconds >= least && reply.seconds <= most, `${header}`);
  }
});

test("a network that fails is offline, also in the middle of an answer", async () => {
  const broken = () =>
    new Response(new ReadableStream({ start: (control) => control.error(new TypeError("terminated")) }));
  assert.deepEqual(await clientThat(broken).client.trace(REQUEST, { language: "en" }), { kind: "offline" });
  const { client } = clientThat(() => Promise.reject(new TypeError("fetch failed")));
  assert.deepEqual(await client.examples({ language: "en" }), { kind: "offline" });
});

test("an aborted request is cancelled, whether it was waiting or already answered", async () => {
  const control = new AbortController();
  const { client } = clientThat(({ init }) => {
    control.abort();
    return init.signal?.aborted ? Promise.reject(init.signal.reason) : Response.json(ANSWER);
  });
  assert.deepEqual(await client.trace(REQUEST, { language: "en", signal: control.signal }), {
    kind: "cancelled",
  });
  const late = new AbortController();
  const slow = clientThat(() => {
    const response = Response.json(ANSWER);
    late.abort();
    return response;
  });
  assert.deepEqual(await slow.client.trace(REQUEST, { language: "en", signal: late.signal }), {
    kind: "cancelled",
  });
});

test("an answer that cannot be read is unexpected, never an exception", async () => {
  const bodies: readonly (readonly [string, number])[] = [
    ["<html>", 200],
    ["{}", 200],
    ["null", 200],
    [JSON.stringify({ ...ANSWER, version: 2 }), 200],
    ["<html>", 502],
    ["{}", 500],
    ["null", 422],
    [JSON.stringify({ ...ANSWER, values: { y: "twelve" } }), 200],
    [JSON.stringify({ ...ANSWER, values: { y: { tensor: "n0.value" } } }), 200],
  ];
  for (const [body, status] of bodies) {
    const { client } = clientThat(() => new Response(body, { status }));
    assert.deepEqual(await client.trace(REQUEST, { language: "en" }), { kind: "unexpected", status }, body);
  }
});

test("a fault of the code itself is not hidden", async () => {
  const { client } = clientThat(() => Promise.reject(new RangeError("bug")));
  await assert.rejects(client.examples({ language: "en" }), RangeError);
});
