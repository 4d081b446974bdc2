/** Values dragged on their cards: what is an input can be changed where it is seen. */

import type { State } from "../model/session.ts";
import { cellsOf, textOf, withCell } from "../text/cells.ts";
import { readValue, writeValue } from "../text/values.ts";
import type { App } from "./app.ts";
import { type Handle, letDrag } from "./drag.ts";

const GIVEN = ":is(.input, .parameter, .label)";
/** A number that the reader gave, or the room that it has for a hand. */
const DRAGGED = `${GIVEN} .scrub, ${GIVEN} text[data-ref$=".value"]`;

export function dragOnCards({ store }: App, canvas: HTMLElement): void {
  letDrag(canvas, (target) => {
    const number = target instanceof Element ? target.closest(DRAGGED) : null;
    const card = number?.closest("[data-node]")?.getAttribute("data-node");
    const name = card && store.get().trace?.node(card).name;
    if (!number || !name) return null;
    const index = number.getAttribute("data-index");
    return index === null ? wholeValue(name) : oneCell(name, Number(index));
  });

  const textIn = ({ inputs }: State, name: string) => inputs[name] ?? "";
  const write = (name: string, text: string) =>
    store.set({ inputs: { ...store.get().inputs, [name]: text } });

  const wholeValue = (name: string): Handle => ({
    read: () => numberIn(textIn(store.get(), name)),
    write: (x) => write(name, writeValue(x)),
  });

  const oneCell = (name: string, index: number): Handle => {
    const place = () => {
      const cells = cellsOf(textIn(store.get(), name));
      const columns = cells?.rows[0]?.length ?? 1;
      return { cells, row: Math.floor(index / columns), column: index % columns };
    };
    return {
      read: () => {
        const { cells, row, column } = place();
        return numberIn(cells?.rows[row]?.[column] ?? "");
      },
      write: (x) => {
        const { cells, row, column } = place();
        if (cells) write(name, textOf(withCell(cells, row, column, writeValue(x))));
      },
    };
  };
}

/** The number that a text says; null where it says none. */
function numberIn(text: string): number | null {
  const reading = text.trim() === "" ? null : readValue(text);
  return reading?.ok && typeof reading.value === "number" ? reading.value : null;
}
