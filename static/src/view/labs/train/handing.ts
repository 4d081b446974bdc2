/** Hands a test digit and the net as it is now to the workbench, which steps through them. */

import { decodeTensor, type Tensor } from "../../../wire/numbers.ts";
import { PARAMETERS } from "../../../wire/runs.ts";
import { handNet } from "../../handed.ts";
import { idOf, type TrainPage } from "./page.ts";

/** Leaves this page; or why not, in words. */
export async function handOver(page: TrainPage): Promise<string | null> {
  const { settings, runs, options, words } = page;
  const run = idOf(page);
  const { digit } = settings.get();
  const [network, prediction] = await Promise.all([
    runs.network(run, options),
    runs.predict(run, { set: "test", index: digit }, options),
  ]);
  if (network.kind !== "answer" || prediction.kind !== "answer")
    return words("labs.train.connection.offline");
  const { program, parameters, step } = network.value;
  const { pixels, label } = prediction.value;
  const sample: Tensor = { shape: [1, pixels.length], data: Float64Array.from(pixels) };
  const target: Tensor = { shape: [1], data: Float64Array.of(label ?? 0) };
  const values = PARAMETERS.map((name) => [name, decodeTensor(parameters[name])] as const);
  const note = {
    kind: "run",
    run,
    step,
    sample: words("labs.train.digit.title", { index: digit + 1 }),
  } as const;
  try {
    location.href = handNet({
      program,
      inputs: { X: sample, t: target, ...Object.fromEntries(values) },
      parameters: PARAMETERS,
      note,
    });
    return null;
  } catch {
    // The browser keeps nothing, or not as much.
    return words("labs.train.digit.too_large");
  }
}
