/** To be filled. */

import { h } from "../dom.ts";
import { openLab } from "./lab.ts";

export function mount(): void {
  const { main, words } = openLab({});
  main.append(h("h1", {}, words("place.compare")), h("p", { class: "hint" }, words("labs.compare.goal")));
}
