import assert from "node:assert/strict";
import { test } from "node:test";
import { hasWords, loadWords, translators } from "../text/i18n.ts";
import { EMPTY, type State } from "./session.ts";
import { DEFAULTS } from "./state.ts";
import { createStore } from "./store.ts";
import { canTell } from "./telling.ts";
import { withWords } from "./words.ts";

test("a language is chosen once its words are here; everything else at once", async () => {
  await loadWords("en");
  const store = withWords(createStore<State>({ ...EMPTY, ...DEFAULTS, language: "en" }));
  store.set({ step: 2 });
  assert.equal(store.get().step, 2);

  store.set({ language: "zh-CN" });
  assert.equal(store.get().language, "en");
  const chosen = await new Promise<State>((resolve) => store.subscribe(resolve));
  assert.equal(chosen.language, "zh-CN");
  assert.ok(hasWords("zh-CN"));
  assert.match(translators["zh-CN"]("app.loading"), /\p{Script=Han}/u);

  store.set({ language: "en" });
  assert.equal(store.get().language, "en");
});

test("a granularity is chosen once there are words for its stops", async () => {
  const store = withWords(createStore<State>({ ...EMPTY, ...DEFAULTS }));
  assert.equal(canTell("details"), false);

  store.set({ granularity: "details" });
  assert.equal(store.get().granularity, "nodes");
  await new Promise<State>((resolve) => store.subscribe(resolve));
  assert.equal(store.get().granularity, "details");

  store.set({ granularity: "layers" });
  assert.equal(store.get().granularity, "layers");
});
