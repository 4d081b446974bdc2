import assert from "node:assert/strict";
import { test } from "node:test";
import { type Heard, listen, serverEvents } from "./events.ts";

const PIECES = [
  "event: progress\nid: 4\nda",
  'ta: {"step":1}\n\n: still here\n\nevent: e',
  "nd\r\nid: 5\r\ndata: {}\r\n\r\n",
];

function stream(...pieces: readonly string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
}

/** What is heard when each connection is answered by the next of `answers`; the last answers all that follow. */
async function hear(...answers: readonly (() => Response)[]) {
  const heard: Heard[] = [];
  const asked: (string | null)[] = [];
  const waits: number[] = [];
  const listening = {
    language: "en",
    signal: new AbortController().signal,
    send: async (_: unknown, init?: RequestInit) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)];
      asked.push(new Headers(init?.headers).get("Last-Event-ID"));
      if (!answer) throw new TypeError("fetch failed");
      return answer();
    },
    wait: async (seconds: number) => void waits.push(seconds),
  };
  for await (const one of listen("/runs/a/events", listening)) heard.push(one);
  return { heard, asked, waits };
}

const broken = () => {
  throw new TypeError("fetch failed");
};

test("events are read across pieces; a comment and a cut event are none", async () => {
  const found = [];
  for await (const event of serverEvents(stream(...PIECES, "event: cut\ndata: 1\n"))) found.push(event);
  assert.deepEqual(found, [
    { name: "progress", data: '{"step":1}', id: "4" },
    { name: "end", data: "{}", id: "5" },
  ]);
});

test("a connection that breaks goes on after the last event that came", async () => {
  const { heard, asked } = await hear(
    () => new Response(stream(PIECES[0] as string, 'ta: {"step":1}\n\n')),
    broken,
    () => new Response(stream("event: end\nid: 9\ndata: {}\n\n")),
  );
  assert.deepEqual(asked, [null, "4", "4"]);
  assert.deepEqual(
    heard.map(({ kind }) => kind),
    ["open", "event", "waiting", "waiting", "open", "event", "end"],
  );
});

test("nothing more to tell is the end", async () => {
  const { heard } = await hear(() => new Response(null, { status: 204 }));
  assert.deepEqual(heard, [{ kind: "end" }]);
});

test("a refusal is the end, with the words of the service", async () => {
  const problem = { type: "", title: "", status: 404, detail: "Gone", code: "run_unknown", errors: [] };
  const { heard, waits } = await hear(() => Response.json(problem, { status: 404 }));
  assert.deepEqual(heard, [{ kind: "problem", problem }]);
  assert.deepEqual(waits, []);
});

test("after some tries, each later than the one before, it gives up", async () => {
  for (const answer of [broken, () => new Response("?", { status: 502 })]) {
    const { heard, waits } = await hear(answer);
    assert.equal(heard.at(-1)?.kind, "lost");
    assert.deepEqual(
      waits,
      waits.toSorted((a, b) => a - b),
    );
    assert.equal(heard.filter(({ kind }) => kind === "waiting").length, waits.length);
  }
});

test("an event makes the waits begin anew", async () => {
  const progress = () => new Response(stream("event: progress\nid: 1\ndata: {}\n\n"));
  const end = () => new Response(stream("event: end\ndata: {}\n\n"));
  const { waits } = await hear(broken, broken, progress, broken, end);
  assert.deepEqual(waits, [1, 2, 1, 2]);
});

test("who has left hears nothing more", async () => {
  const left = new AbortController();
  const heard: Heard[] = [];
  const send = async () => new Response(stream(...PIECES));
  for await (const one of listen("/runs/a/events", { language: "en", signal: left.signal, send })) {
    heard.push(one);
    if (one.kind === "event") left.abort();
  }
  assert.deepEqual(
    heard.map(({ kind }) => kind),
    ["open", "event"],
  );
});
