import assert from "node:assert/strict";
import { test } from "node:test";
import { isLocale, LOCALES, matchLocale, nextLocale, substitute, translators } from "./i18n.ts";
import "./testing/words.ts";

test("a text comes in the language asked for, its placeholders replaced", () => {
  assert.equal(translators.en("timeline.position", { i: 7, n: 11 }), "Step 7 of 11");
  assert.equal(translators["zh-CN"]("timeline.position", { i: 7, n: 11 }), "第 7 步，共 11 步");
});

test("a placeholder may occur twice, and one without a parameter stays visible", () => {
  assert.equal(
    translators.en("steps.seed", { L: "loss" }),
    "How fast does loss change with loss itself? Exactly 1. Start here.",
  );
  assert.equal(substitute("{a} and {b}", { a: 1 }), "1 and {b}");
});

test("a parameter is text, never a template or a pattern", () => {
  assert.equal(substitute("{a} = {b}", { a: "{b}", b: "$&" }), "{b} = $&");
  assert.equal(substitute("{constructor}", {}), "{constructor}");
});

test("any Chinese opens in Chinese, an unknown language in English", () => {
  assert.equal(matchLocale(["zh-TW", "en"]), "zh-CN");
  assert.equal(matchLocale(["ZH"]), "zh-CN");
  assert.equal(matchLocale(["fr-FR", "en-GB", "zh"]), "en");
  assert.equal(matchLocale(["fr", "zh-Hans-CN"]), "zh-CN");
  assert.equal(matchLocale([]), "en");
});

test("the language button visits every language and returns", () => {
  for (const locale of LOCALES) {
    let seen = locale;
    for (const _ of LOCALES) seen = nextLocale(seen);
    assert.equal(seen, locale);
    assert.ok(isLocale(locale));
  }
  assert.ok(!isLocale("toString"));
});
