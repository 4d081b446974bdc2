/** Wiring of the labs: each is a page of its own, and its script is fetched by its name. */

import { loadWords } from "./text/i18n.ts";
import { languageOfPage } from "./view/labs/lab.ts";

const LABS: Readonly<Record<string, () => Promise<{ mount: () => void | Promise<void> }>>> = {
  train: () => import("./view/labs/train.ts"),
  check: () => import("./view/labs/check.ts"),
  mistakes: () => import("./view/labs/mistakes.ts"),
  vanishing: () => import("./view/labs/vanishing.ts"),
  race: () => import("./view/labs/race.ts"),
  compare: () => import("./view/labs/compare.ts"),
};

const { lab = "" } = document.documentElement.dataset;
const [found] = await Promise.all([LABS[lab]?.(), loadWords(languageOfPage())]);
if (!found) throw new Error(`There is no lab called ${lab}.`);
await found.mount();
document.documentElement.dataset.whole = "";
