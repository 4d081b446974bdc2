/** Shapes painted on a canvas as the style sheet would have them drawn. */

import type { Shape } from "../../scene/shapes.ts";
import type { Looked, Style } from "./look.ts";

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export function paintShapes(context: Context, shapes: readonly Shape[], look: Looked): void {
  for (const shape of shapes) paint(context, shape, look.of(shape));
}

function paint(context: Context, shape: Shape, look: Looked): void {
  const { tag, attributes, children = [] } = shape;
  context.save();
  context.globalAlpha *= look.style.opacity;
  move(context, String(attributes.transform ?? ""));
  if (tag === "g") paintShapes(context, children, look);
  else if (tag === "text") letter(context, shape, look.style);
  else if (tag !== "title") ink(context, pathOf(shape), look.style);
  context.restore();
}

const MOVES = /(translate|scale)\(([^)]*)\)/g;

function move(context: Context, transform: string): void {
  for (const [, kind, numbers = ""] of transform.matchAll(MOVES)) {
    const [a = 0, b] = numbers.split(/[\s,]+/).map(Number);
    if (kind === "translate") context.translate(a, b ?? 0);
    else context.scale(a, b ?? a);
  }
}

function pathOf({ tag, attributes }: Shape): Path2D {
  const number = (name: string) => Number(attributes[name] ?? 0);
  if (tag === "path") return new Path2D(String(attributes.d ?? ""));
  const path = new Path2D();
  if (tag === "circle") path.arc(number("cx"), number("cy"), number("r"), 0, 2 * Math.PI);
  else path.roundRect(number("x"), number("y"), number("width"), number("height"), number("rx"));
  return path;
}

function ink(context: Context, path: Path2D, style: Style): void {
  const { fill, fillOpacity, stroke, strokeWidth, strokeOpacity, dashes } = style;
  const alpha = context.globalAlpha;
  if (fill !== "none") {
    context.globalAlpha = alpha * fillOpacity;
    context.fillStyle = fill;
    context.fill(path);
  }
  if (stroke === "none" || strokeWidth === 0) return;
  context.globalAlpha = alpha * strokeOpacity;
  context.strokeStyle = stroke;
  context.lineWidth = strokeWidth;
  context.setLineDash([...dashes]);
  context.stroke(path);
}

const ANCHORS: Readonly<Record<string, CanvasTextAlign>> = { middle: "center", end: "right" };

function letter(context: Context, { attributes, text = "" }: Shape, style: Style): void {
  const [x, y] = [Number(attributes.x), Number(attributes.y)];
  context.font = `${style.weight} ${style.size}px ${style.family}`;
  context.textAlign = ANCHORS[style.anchor] ?? "left";
  context.textBaseline = "middle";
  if (style.outlined && style.stroke !== "none" && style.strokeWidth > 0) {
    context.lineJoin = "round";
    context.lineWidth = style.strokeWidth;
    context.strokeStyle = style.stroke;
    context.strokeText(text, x, y);
  }
  context.fillStyle = style.fill;
  context.fillText(text, x, y);
}
