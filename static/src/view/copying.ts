/** Copying in networks where the clipboard is missing: there the text is selected, for the reader's own keys. */

/** Copies the text of an element; false where the browser refuses, and the text stands selected. */
export async function copyText(source: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(source.textContent ?? "");
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return false;
  }
}
