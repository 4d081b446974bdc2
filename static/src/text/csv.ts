/** Numbers as a table for spreadsheets (RFC 4180): a head, then a row each. */
export function csvText(heads: readonly string[], rows: readonly (readonly (number | null)[])[]): string {
  const head = heads.map((each) => `"${each.replaceAll('"', '""')}"`);
  const lines = [head, ...rows.map((row) => row.map((cell) => cell ?? ""))];
  return lines.map((line) => `${line.join(",")}\r\n`).join("");
}
