/** Paints what moves on a canvas. The style sheet says in which colours. */

import type { Ink, Mark } from "../scene/moving.ts";
import { svg } from "./dom.ts";
import type { Sight } from "./hand.ts";

const INKS: readonly Ink[] = ["value", "positive", "negative", "zero", "mixed", "broken"];

/** Of each ink its colours, and the dashes of a band; the colour of the ground, and the family of the type. */
interface Palette {
  readonly text: Readonly<Record<Ink, string>>;
  readonly family: string;
  readonly area: Readonly<Record<Ink, string>>;
  readonly dashes: Readonly<Record<Ink, readonly number[]>>;
  readonly ground: string;
}

export interface Painter {
  /** Paints these marks in place of those before, seen from `camera`. */
  paint(marks: readonly Mark[], camera: Sight): void;
  resize(width: number, height: number): void;
}

export function makePainter(canvas: HTMLCanvasElement, picture: SVGSVGElement): Painter {
  const context = canvas.getContext("2d");
  let palette: Palette | null = null;
  let look = "";
  let blank = true;
  return {
    paint(marks, { x, y, k }) {
      if (!context) return;
      if (marks.length === 0) {
        if (!blank) context.reset();
        blank = true;
        return;
      }
      blank = false;
      // To ask for the colours, the browser must style the whole picture anew: so only where they may be others.
      const now = lookOf(document.documentElement);
      if (!palette || now !== look) palette = paletteOf(picture);
      look = now;
      const ratio = canvas.width / canvas.clientWidth;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.setTransform(k * ratio, 0, 0, k * ratio, x * ratio, y * ratio);
      paintMarks(context, marks, palette);
    },
    resize(width, height) {
      canvas.width = Math.round(width * devicePixelRatio);
      canvas.height = Math.round(height * devicePixelRatio);
      blank = true;
    },
  };
}

function paintMarks(context: CanvasRenderingContext2D, marks: readonly Mark[], palette: Palette): void {
  for (const mark of marks) {
    switch (mark.kind) {
      case "band":
        context.beginPath();
        for (const { x, y } of mark.points) context.lineTo(x, y);
        context.lineWidth = mark.width;
        context.strokeStyle = palette.area[mark.ink];
        context.setLineDash([...palette.dashes[mark.ink]]);
        context.lineDashOffset = mark.before;
        context.stroke();
        context.setLineDash([]);
        break;
      case "spare":
        context.clearRect(mark.box.x, mark.box.y, mark.box.width, mark.box.height);
        break;
      case "digits":
        context.fillStyle = palette.ground;
        context.fillRect(mark.box.x, mark.box.y, mark.box.width, mark.box.height);
        context.font = `${mark.weight} ${mark.size}px ${palette.family}`;
        context.textAlign = mark.anchor;
        context.textBaseline = "middle";
        context.fillStyle = palette.text[mark.ink];
        context.fillText(mark.text, mark.at.x, mark.at.y);
        break;
      case "dot":
      case "head":
        context.beginPath();
        trace(context, mark);
        context.fillStyle = palette.area[mark.ink];
        context.fill();
        context.lineWidth = 2;
        context.strokeStyle = palette.ground;
        context.stroke();
        break;
    }
  }
}

function trace(context: CanvasRenderingContext2D, { kind, at, r }: Extract<Mark, { r: number }>): void {
  if (kind === "dot") {
    context.arc(at.x, at.y, r, 0, 2 * Math.PI);
    return;
  }
  context.moveTo(at.x - r, at.y);
  context.lineTo(at.x + 0.7 * r, at.y - r);
  context.lineTo(at.x + 0.7 * r, at.y + r);
  context.closePath();
}

/** The reader's system prescribes the colours. */
const forced = matchMedia("(forced-colors: active)");

/** What the style sheet makes colours, dashes and type depend on. */
function lookOf({ lang, dataset: { theme, room, projection } }: HTMLElement): string {
  return [lang, theme, room, projection, forced.matches].join();
}

/** The colours and dashes as the style sheet has them now. */
function paletteOf(picture: SVGSVGElement): Palette {
  const line = svg("path", { class: "band-line" });
  const probe = svg("g", {}, line);
  picture.append(probe);
  const styles = { ink: getComputedStyle(probe), line: getComputedStyle(line) };
  const each = <T>(read: () => T) =>
    Object.fromEntries(
      INKS.map((ink) => {
        probe.setAttribute("class", ink);
        return [ink, read()];
      }),
    ) as Record<Ink, T>;
  const palette = {
    text: each(() => styles.ink.getPropertyValue("--ink")),
    family: styles.ink.fontFamily,
    area: each(() => styles.ink.getPropertyValue("--mark")),
    dashes: each(() => (styles.line.strokeDasharray.match(/[\d.]+/g) ?? []).map(Number)),
    ground: styles.ink.getPropertyValue("--ground"),
  };
  probe.remove();
  return palette;
}
