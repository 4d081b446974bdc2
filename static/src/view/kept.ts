/** What an address cannot hold, being too long or too new: kept for this tab, so that a reload loses nothing. */

const KEY = "state";

/** Keeps the state written as `address` for the page at the present hash. */
export function keep(address: string): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([location.hash, address]));
  } catch {
    // The browser keeps nothing, or not as much.
  }
}

/** The state kept when this page was left, if it is the same page again; null on a new visit. */
export function keptAddress(): string | null {
  const [visit] = performance.getEntriesByType("navigation");
  if (!(visit instanceof PerformanceNavigationTiming) || visit.type === "navigate") return null;
  try {
    const [hash, address] = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return hash === location.hash && typeof address === "string" ? address : null;
  } catch {
    return null;
  }
}
