/** Values by hand: cells, and numbers that are dragged. Fetched after the first picture. */

export { blockOf, cellsOf, textOf } from "../text/cells.ts";
export { letDrag } from "./drag.ts";
export { makeGrid } from "./grid.ts";
