/** Whether the reader's system asks for less motion. */

const query = matchMedia("(prefers-reduced-motion: reduce)");

export function reduced(): boolean {
  return query.matches;
}
