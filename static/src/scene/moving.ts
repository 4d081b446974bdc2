/** What moves, as marks for a canvas: pulses on the wires, and bands on their way back. Pure. */

import type { EdgeRoute, Point } from "../layout/types.ts";
import type { EdgeFrame, Frame, Pulse } from "../model/frame.ts";
import { routeOf, type Stage } from "./graph.ts";
import type { Metrics } from "./metrics.ts";
import { rollingMarks } from "./rolling.ts";
import { type Scale, scaleOf, signOf } from "./scale.ts";
import { type BoxLike, circle, group, path, rect, type Shape, text } from "./shapes.ts";
import { meets, type Sight } from "./sight.ts";
import { extentOf, lengthOf, pointAlong, restOf } from "./way.ts";
import { chipBox, LANE } from "./wire.ts";

/** A class of the style sheet that gives a mark its colours. */
export type Ink = "value" | ReturnType<typeof signOf>;

export type Mark =
  | {
      readonly kind: "band";
      readonly points: readonly Point[];
      /** The length of the wire before the first point. */
      readonly before: number;
      readonly width: number;
      readonly ink: Ink;
    }
  /** What stands here is not to be covered by the marks before. */
  | { readonly kind: "spare"; readonly box: BoxLike }
  | { readonly kind: "dot"; readonly at: Point; readonly r: number; readonly ink: Ink }
  /** A number over the one that stands in the box. */
  | {
      readonly kind: "digits";
      readonly text: string;
      readonly at: Point;
      readonly anchor: "start" | "end";
      readonly size: number;
      readonly weight: number;
      readonly box: BoxLike;
      readonly ink: Ink;
    }
  /** Points back, its tip r before the place. */
  | { readonly kind: "head"; readonly at: Point; readonly r: number; readonly ink: Ink };

/** The marks of a frame in the order in which they are painted, in the coordinates of the layout. */
export function movingMarks(frame: Frame, stage: Stage, sight: Sight): readonly Mark[] {
  const { metrics } = stage;
  const { window } = sight;
  const scale = scaleOf(frame.trace);
  const seen = (id: string) => {
    const route = routeOf(id, stage);
    return route && meets(extentOf(route), window) ? route : undefined;
  };
  const under = frame.edges.filter(({ travelled }) => travelled > 0 && travelled < 1);
  return [
    ...under.flatMap((shown) => bandMarks(shown, seen(shown.edge.id), scale, metrics)),
    ...rollingMarks(frame, stage, sight),
    ...frame.pulses.flatMap((pulse) => pulseMarks(pulse, seen(pulse.edge), frame, scale)),
  ];
}

/** The part of a band that has been drawn, from the consumer on. */
function bandMarks(shown: EdgeFrame, route: EdgeRoute | undefined, scale: Scale, metrics: Metrics): Mark[] {
  const { edge, contribution, travelled } = shown;
  if (!contribution || !route) return [];
  const width = scale.width(contribution.value);
  const points = restOf(route, 1 - travelled).map(({ x, y }) => ({ x, y: y + LANE + width / 2 }));
  const before = (1 - travelled) * lengthOf(route);
  const chip = shown.local && edge.local !== null ? chipBox(edge.local, route.end, metrics) : null;
  return [
    { kind: "band", points, before, width, ink: signOf(contribution.value) },
    ...(chip ? [{ kind: "spare", box: chip } as const] : []),
  ];
}

function pulseMarks(
  { edge, direction, at }: Pulse,
  route: EdgeRoute | undefined,
  frame: Frame,
  scale: Scale,
): Mark[] {
  if (!route) return [];
  if (direction === "forward") return [{ kind: "dot", at: pointAlong(route, at), r: 6, ink: "value" }];
  const grad = frame.trace.edge(edge).grad ?? 0;
  const width = scale.width(grad);
  const { x, y } = pointAlong(route, 1 - at);
  return [{ kind: "head", at: { x, y: y + LANE + width / 2 }, r: width / 2 + 5, ink: signOf(grad) }];
}

/** The same marks as shapes, for pictures that are no canvas of the page. */
export function markShapes(marks: readonly Mark[]): readonly Shape[] {
  return marks.flatMap((mark, i) => {
    switch (mark.kind) {
      case "band": {
        const d = mark.points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${x} ${y}`).join("");
        const line = path("line", d, {
          class: "band-line",
          "stroke-width": mark.width,
          "stroke-dashoffset": mark.before,
        });
        return group(`${i}`, { class: `band-wire active ${mark.ink}` }, [line]);
      }
      case "dot":
        return circle(`${i}`, mark.at, mark.r, { class: `pulse ${mark.ink}` });
      case "digits": {
        const { at, text: content, anchor, size, weight, box, ink } = mark;
        const style = { "text-anchor": anchor, "font-size": size, "font-weight": weight };
        return group(`${i}`, { class: "rolling" }, [
          rect("ground", box, { class: "rolling-ground" }),
          text("number", at, content, { class: `number ${ink}`, ...style }),
        ]);
      }
      case "head": {
        const { at, r } = mark;
        const d = `M${at.x - r} ${at.y}l${1.7 * r} ${-r}v${2 * r}z`;
        return path(`${i}`, d, { class: `pulse ${mark.ink}` });
      }
      default:
        return [];
    }
  });
}
