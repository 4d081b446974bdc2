/** The mistakes lab's calls. */

import { type Call, jsonOf, type Options, type Reply } from "./call.ts";
import type { CheckReport } from "./calls.ts";
import type { CellReport } from "./labs.ts";
import type { WireNested, WireNumber } from "./types.ts";

export interface MistakeLine {
  readonly id: string;
  readonly text: string;
  readonly stage: "backward" | "update" | "check";
}

export interface Mistake {
  readonly id: string;
  readonly title: string;
  readonly symptom: string;
  readonly program: string;
  readonly inputs: Readonly<Record<string, WireNested>>;
  readonly checked: readonly string[];
  /** Samples in a batch; null where nothing is trained. */
  readonly batch: number | null;
  /** Which backward pass at the same place is checked. */
  readonly passes: number;
  readonly lines: readonly MistakeLine[];
  readonly names: readonly string[];
  readonly loss_curve: boolean;
}

export interface MadeLine extends MistakeLine {
  /** Once for each place that the line stands for. */
  readonly values: readonly WireNested[];
}

export interface MistakeReport extends CellReport {
  readonly passes: number;
  readonly planted: boolean;
  readonly solved: boolean;
  readonly sentence: string | null;
  readonly lesson: string | null;
  readonly lines: readonly MadeLine[];
  /** The same check in float32, where the check itself is what is broken. */
  readonly single: CheckReport | null;
}

export interface MistakeChoice {
  readonly id: string;
  readonly text: string;
}

export interface MistakePointed {
  readonly right: boolean;
  readonly sentence: string;
  readonly choices: readonly MistakeChoice[] | null;
}

/** The loss before every step and after the last. */
export interface MistakeRun {
  readonly rate: number;
  readonly planted: readonly WireNumber[];
  readonly correct: readonly WireNumber[];
}

export interface MistakeCheck {
  readonly h?: number;
  readonly passes?: number;
  readonly choice?: string;
  readonly fix?: { readonly line: string; readonly text: string };
}

export interface MistakeClient {
  all(options: Options): Promise<Reply<readonly Mistake[]>>;
  check(id: string, asked: MistakeCheck, options: Options): Promise<Reply<MistakeReport>>;
  point(id: string, line: string, options: Options): Promise<Reply<MistakePointed>>;
  run(id: string, options: Options): Promise<Reply<MistakeRun>>;
}

export function makeMistakeClient(call: Call): MistakeClient {
  return {
    all: (options) => call("/mistakes", options, jsonOf<readonly Mistake[]>),
    check: (id, asked, options) =>
      call(`/mistakes/${id}/check`, options, jsonOf<MistakeReport>, { json: asked }),
    point: (id, line, options) =>
      call(`/mistakes/${id}/point`, options, jsonOf<MistakePointed>, { json: { line } }),
    run: (id, options) => call(`/mistakes/${id}/run`, options, jsonOf<MistakeRun>),
  };
}
