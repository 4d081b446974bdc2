/** Where the program is written: a text area, later an editor in its place. */

export interface Desk {
  focus(): void;
  /** Selects from `start` to `end` and takes the keyboard. */
  select(start: number, end: number): void;
}

export function plainDesk(area: HTMLTextAreaElement): Desk {
  return {
    focus: () => area.focus(),
    select(start, end) {
      area.focus();
      area.setSelectionRange(start, end);
    },
  };
}

/** Resolves when nobody is in the middle of something in `area`: a composed character, a selection by mouse. */
export function handsOff(area: HTMLTextAreaElement): () => Promise<unknown> {
  let done: Promise<unknown> = Promise.resolve();
  const gesture = (begin: string, ends: readonly string[], where: EventTarget) =>
    area.addEventListener(begin, () => {
      const ended = new Promise((resolve) => {
        for (const end of ends) where.addEventListener(end, resolve, { once: true });
      });
      done = Promise.all([done, ended]);
    });
  gesture("compositionstart", ["compositionend"], area);
  gesture("pointerdown", ["pointerup", "pointercancel"], window);
  return () => done;
}
