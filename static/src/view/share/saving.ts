/** Hands a file to the reader. */

export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file by the next turn of the clock.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** `L` of `L = (x + y) ** 2`, made fit for a file's name, with the step where it matters. */
export function fileName(output: string, suffix: string, step?: number): string {
  const plain = output.replace(/[^\p{L}\p{N}_-]+/gu, "-").slice(0, 40) || "graph";
  return `${plain}${step === undefined ? "" : `-${step}`}.${suffix}`;
}
