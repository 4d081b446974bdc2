import assert from "node:assert/strict";
import { test } from "node:test";
import { judge } from "./answer.ts";
import { equalLoss, slipsOf } from "./guess.ts";

test("ten equal guesses give a loss of 2.303", () => {
  assert.equal(equalLoss(10).toFixed(3), "2.303");
});

test("an answer is right within half a per cent, and a slip is known by its value", () => {
  const judged = (answer: number, classes: number) =>
    judge(answer, equalLoss(classes), slipsOf(classes), "other");
  assert.equal(judged(2.3, 10), "right");
  assert.equal(judged(2.304, 10), "right");
  assert.equal(judged(0.695, 2), "right");
  const slips = ["probability", "miss", "common_log", "sign", "other", "other"];
  assert.deepEqual(
    [0.1, 0.9, 1, -2.304, 10, Number.NaN].map((answer) => judged(answer, 10)),
    slips.map((slip) => ({ slip })),
  );
});
