/** The fonts that the page has loaded, as rules that carry them along. */

/** Font faces of Latin text and mathematics; Chinese is left to the fonts of whoever opens the file. */
export async function embeddedFonts(): Promise<string> {
  const loaded = new Set([...document.fonts].filter(({ status }) => status === "loaded").map(nameOf));
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const faces = rules.filter((rule) => rule instanceof CSSFontFaceRule);
  const wanted = faces.filter(({ style }) =>
    loaded.has(
      nameOf({
        family: style.getPropertyValue("font-family"),
        weight: style.getPropertyValue("font-weight"),
        unicodeRange: style.getPropertyValue("unicode-range") || "U+0-10FFFF",
      }),
    ),
  );
  return (await Promise.all(wanted.map(carried))).join("\n");
}

type Named = Pick<FontFace, "family" | "weight" | "unicodeRange">;

function nameOf({ family, weight, unicodeRange }: Named): string {
  return [family.replaceAll(/["']/g, ""), weight, unicodeRange.replaceAll(" ", "").toUpperCase()].join(" ");
}

async function carried({ style, parentStyleSheet }: CSSFontFaceRule): Promise<string> {
  const [, address = ""] = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue("src")) ?? [];
  const response = await fetch(new URL(address, parentStyleSheet?.href ?? location.href));
  const bytes = new Uint8Array(await response.arrayBuffer());
  const range = style.getPropertyValue("unicode-range");
  return [
    `@font-face{font-family:${style.getPropertyValue("font-family")}`,
    `font-weight:${style.getPropertyValue("font-weight")}`,
    ...(range ? [`unicode-range:${range}`] : []),
    `src:url(data:font/woff2;base64,${base64(bytes)}) format("woff2")}`,
  ].join(";");
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
