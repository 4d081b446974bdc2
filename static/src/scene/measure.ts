/** Widths of text without a page: the advance widths of IBM Plex Sans at weight 600, in hundredths of an em. */

const FIRST = 32;
// prettier-ignore
const ADVANCES = [
  24, 31, 47, 66, 60, 96, 71, 26, 34, 34, 56, 60, 30, 40, 30, 44, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 32,
  32, 60, 60, 60, 49, 90, 67, 66, 64, 69, 60, 58, 71, 72, 42, 54, 68, 52, 82, 72, 71, 64, 71, 66, 61, 58, 69,
  64, 95, 66, 63, 60, 33, 44, 33, 60, 56, 60, 56, 60, 51, 60, 56, 35, 54, 59, 28, 28, 56, 29, 89, 59, 56, 60,
  60, 39, 50, 37, 59, 52, 82, 54, 52, 50, 36, 38, 36, 60,
];
const SUPERSCRIPT = 44;
const OTHER = 62;
const INFINITE = 93;
const WIDE = 100;

function advance(code: number): number {
  const known = ADVANCES[code - FIRST];
  if (known !== undefined) return known;
  if (code === 0xb2 || code === 0xb3 || code === 0xb9 || (code >= 0x2070 && code <= 0x208e))
    return SUPERSCRIPT;
  if (code === 0x221e) return INFINITE;
  return code >= 0x2e80 ? WIDE : OTHER;
}

/** Width of `content` at `size` px. */
export function widthOf(content: string, size: number): number {
  let sum = 0;
  for (const character of content) sum += advance(character.codePointAt(0) ?? 0);
  return (sum * size) / 100;
}

/** `content`, or its beginning and `…`, no wider than `width`. */
export function fitText(content: string, size: number, width: number): string {
  if (widthOf(content, size) <= width) return content;
  const characters = [...content];
  while (characters.length > 1 && widthOf(`${characters.join("")}…`, size) > width) characters.pop();
  return `${characters.join("")}…`;
}
