/** What an address cannot hold, being too long or too new: kept for this tab, so that a reload loses nothing. */

import type { Handed } from "../model/handed.ts";

const KEY = "state";

/** The last two hashes: a reload under way may go to the one before. */
let hashes = [location.hash];

/** Keeps the state written as `address` for the page at the present hash. */
export function keep(address: string): void {
  const { hash } = location;
  if (hash !== hashes.at(-1)) hashes = [...hashes.slice(-1), hash];
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ hashes, address }));
  } catch {
    // The browser keeps nothing, or not as much.
  }
}

/** The state kept when this page was left, if it is the same page again; null on a new visit. */
export function keptAddress(): string | null {
  const [visit] = performance.getEntriesByType("navigation");
  if (!(visit instanceof PerformanceNavigationTiming) || visit.type === "navigate") return null;
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "");
    return kept.hashes.includes(location.hash) ? String(kept.address) : null;
  } catch {
    return null;
  }
}

export const HANDED = "handed";

/** The program and its values where they were handed over (`handed.ts`), as a part of the state. */
export function takeHanded(): Partial<Handed> {
  return JSON.parse(sessionStorage.getItem(HANDED) ?? "{}");
}
