/** A hand that drags a number: left and right, Shift for fine, Alt for coarse. */

import { dragged, THRESHOLD, unitOf } from "../model/scrub.ts";

export interface Handle {
  /** The number under the hand; null where there is none to be dragged. */
  read(): number | null;
  write(x: number): void;
}

interface Held {
  readonly handle: Handle;
  readonly id: number;
  /** Where the hand was last, and the number there. */
  readonly x: number;
  readonly from: number;
  /** The number that the drag began with: its size is the measure. */
  readonly begun: number;
  readonly moving: boolean;
}

/** Lets `area` be dragged; `handleAt` tells what lies under the hand. A press that does not move stays a click. */
export function letDrag(area: Element, handleAt: (target: EventTarget | null) => Handle | null): void {
  const listen = <E extends Event>(type: string, act: (event: E) => void, capture = false) =>
    area.addEventListener(type, act as EventListener, { capture });

  let held: Held | null = null;
  let moved = false;

  listen<PointerEvent>("pointerdown", (event) => {
    moved = false;
    const handle = event.isPrimary && event.button === 0 ? handleAt(event.target) : null;
    const from = handle?.read() ?? null;
    if (handle && from !== null)
      held = { handle, id: event.pointerId, x: event.clientX, begun: from, from, moving: false };
  });
  listen<PointerEvent>("pointermove", (event) => {
    if (!held || event.pointerId !== held.id) return;
    const pixels = event.clientX - held.x;
    if (!held.moving && Math.abs(pixels) <= THRESHOLD) return;
    if (!held.moving) area.setPointerCapture(event.pointerId);
    const unit = unitOf(held.begun, { fine: event.shiftKey, coarse: event.altKey });
    const from = dragged(held.from, pixels, unit);
    held = { ...held, x: event.clientX, from, moving: true };
    held.handle.write(from);
  });
  for (const end of ["pointerup", "pointercancel"])
    listen<PointerEvent>(end, () => {
      moved = held?.moving === true;
      held = null;
    });
  // The click that ends a drag means nothing; and what else is dragged here stays where it is.
  listen<MouseEvent>(
    "click",
    (event) => {
      if (moved) {
        event.preventDefault();
        event.stopPropagation();
      }
      moved = false;
    },
    true,
  );
  for (const press of ["mousedown", "touchstart"])
    listen<Event>(
      press,
      (event) => {
        if (!handleAt(event.target)) return;
        event.stopPropagation();
        // A cell is not to select its text; the click that ends here gives it the keyboard.
        if (event.type === "mousedown" && event.target instanceof HTMLInputElement) event.preventDefault();
      },
      true,
    );
}
