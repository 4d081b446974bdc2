/** What an encoder is given beside its film: whom to tell how far it is, and who may stop it. */

export interface Encoding {
  /** Tells the share that is done, 0 to 1, and lets the page breathe. */
  progress(share: number): Promise<void>;
  readonly signal: AbortSignal;
}

const BREATH = 40;

/** Tells `heard`, and gives the page a turn about every frame or two, so that it can be used and the work stopped. */
export function makeEncoding(heard: (share: number) => void, signal: AbortSignal): Encoding {
  let last = performance.now();
  return {
    signal,
    async progress(share) {
      if (performance.now() - last < BREATH) return;
      heard(share);
      await new Promise((resolve) => setTimeout(resolve, 0));
      last = performance.now();
    },
  };
}
