/** What stands where the graph will be: that it is on its way, or a first program to try. */

import { opened } from "../model/request.ts";
import { isPending } from "../model/session.ts";
import { type App, wordsOf } from "./app.ts";
import { fill, h, prose } from "./dom.ts";

const FIRST = { program: "(x + y) * z", inputs: { x: -2, y: 5, z: -4 } };

export function mountEmpty({ store }: App, canvas: HTMLElement): void {
  const empty = h("div", { class: "empty" });
  canvas.append(empty);
  store.watch(["trace", "connection", "language"], (state) => {
    const words = wordsOf(state);
    empty.hidden = state.trace !== null;
    if (isPending(state)) return fill(empty, [words("app.loading")]);
    const act = () => store.set(opened(FIRST));
    const name = words("empty.try", { program: FIRST.program });
    fill(empty, [
      h("p", {}, words("empty.graph")),
      h(
        "button",
        { type: "button", class: "button text outlined", onclick: act },
        h("span", {}, ...prose(name)),
      ),
    ]);
  });
}
