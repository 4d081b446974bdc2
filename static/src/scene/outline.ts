/** Frames around the parts of tensors that are spoken of: the cell asked about, and the rows and columns that made it. */

import type { Region } from "../model/cell.ts";
import { type Anatomy, mapSize } from "./anatomy.ts";
import { bodyTops } from "./cardBody.ts";
import { type BoxLike, rect, type Shape } from "./shapes.ts";

const ROUND = 5;

/** `placeOf`: where a card stands; null where another picture has it. */
export function outlineShapes(
  regions: readonly Region[],
  placeOf: (id: string) => { readonly box: BoxLike; readonly anatomy: Anatomy } | null,
): readonly Shape[] {
  return regions.flatMap((region) => {
    const [id = "", field] = region.ref.split(".");
    const place = placeOf(id);
    if (!place || (field !== "value" && field !== "grad")) return [];
    const { box, anatomy } = place;
    const { x, y, width, height } = partOf(region, anatomy, bodyTops(anatomy)[field]);
    return [
      rect(
        region.ref + region.part,
        { x: box.x + x, y: box.y + y, width, height },
        { class: `outline ${region.part}`, rx: ROUND },
      ),
    ];
  });
}

/** Where a part of a tensor lies on its card. */
function partOf({ rows, columns }: Region, { body, width, metrics }: Anatomy, top: number): BoxLike {
  const { pad, row } = metrics;
  const x = pad.x + pad.marker;
  if (body.kind === "number" || body.kind === "name")
    return { x: x - 6, y: top, width: width - x - 2, height: row.number };
  const map = body.kind === "map" ? mapSize(body, metrics) : null;
  const cell = map
    ? { width: map.width / body.columns, height: map.height / body.rows }
    : { width: body.kind === "grid" ? body.cell : 0, height: row.cell };
  return {
    x: x + columns[0] * cell.width,
    y: top + rows[0] * cell.height,
    width: (columns[1] - columns[0] + 1) * cell.width,
    height: (rows[1] - rows[0] + 1) * cell.height,
  };
}
