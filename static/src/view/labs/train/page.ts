/** What the parts of the training page share. */

import type { Trainer, Training } from "../../../model/labs/trainer.ts";
import type { TrainingSettings } from "../../../model/labs/training.ts";
import type { Store } from "../../../model/store.ts";
import type { Translate } from "../../../text/i18n.ts";
import type { Options } from "../../../wire/call.ts";
import type { DataSet, DataSets } from "../../../wire/dataSets.ts";
import type { Runs } from "../../../wire/runs.ts";

export interface TrainPage {
  readonly settings: Store<TrainingSettings>;
  readonly trainer: Trainer;
  /** What is known of the run, at the pace of a reader. */
  readonly training: Store<Training>;
  /** The data set of the form; null while it is not known, or gone. */
  readonly data: Store<{ readonly set: DataSet | null; readonly missing: boolean }>;
  readonly runs: Runs;
  readonly dataSets: DataSets;
  readonly options: Options;
  readonly words: Translate;
  /** Has a screen reader say this, once it has said what it is saying. */
  readonly announce: (text: string) => void;
}

/** The id of the run that is led: the address names it a little later. */
export function idOf({ training }: TrainPage): string {
  return training.get().run?.id ?? "";
}
