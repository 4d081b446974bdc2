"""Elements of SVG, and the colours of the page for light and dark notebooks.

Every colour is an attribute, for the light theme; a style sheet turns them where a notebook is dark. So the
picture is legible where style sheets are taken away, and on any ground: it brings its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

NAMESPACE = "http://www.w3.org/2000/svg"
FONT = (
    "'IBM Plex Sans', 'Segoe UI', system-ui, 'Noto Sans', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"
)
# JupyterLab, VS Code and Colab, each by the mark that it puts on a dark page.
DARK = ('body[data-jp-theme-light="false"]', "body.vscode-dark", 'html[theme="dark"]')
ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Ink(NamedTuple):
    """A colour of the page's two themes (`static/style/tokens.css`)."""

    light: str
    dark: str


INKS: Mapping[str, Ink] = {
    "ground": Ink("#ffffff", "#0e1420"),
    "card": Ink("#ffffff", "#1b2536"),
    "text": Ink("#16202c", "#eef2f7"),
    "muted": Ink("#44505c", "#b6c2d0"),
    "line": Ink("#76859a", "#7388a3"),
    "chip": Ink("#edf1f5", "#2a374c"),
    "value": Ink("#005c42", "#4fd1a8"),
    "value-mark": Ink("#0a7a5c", "#4fd1a8"),
    "positive": Ink("#9a3300", "#ffb080"),
    "positive-mark": Ink("#c2571b", "#ff9b5c"),
    "negative": Ink("#00459c", "#9cc5ff"),
    "negative-mark": Ink("#2f6fce", "#7cb3ff"),
    "zero-mark": Ink("#8b97a5", "#7f8ea3"),
    "mixed-mark": Ink("#6b7683", "#a9b6c6"),
    "wrong": Ink("#9b0019", "#ffb0ba"),
}


def canvas(width: float, height: float, said: str) -> Element:
    """The root, on a ground of its own; `said` is what it shows, for those who do not see it."""
    size = {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    root = Element("svg", {"xmlns": NAMESPACE, **size, "role": "img", "aria-label": legal(said)})
    root.set("font-family", FONT)
    root.set("style", "max-width: none; font-variant-numeric: tabular-nums")
    SubElement(root, "style").text = "".join(
        f"{', '.join(f'{dark} .bp-{kind}-{name}' for dark in DARK)} {{{kind}: {ink.dark}}}\n"
        for name, ink in INKS.items()
        for kind in ("fill", "stroke")
    )
    draw(root, "rect", fill="ground", width=width, height=height, rx=10)
    return root


def draw(parent: Element, tag: str, fill: str = "none", stroke: str = "none", **facts: Any) -> Element:
    """A shape in inks by name; `stroke_width=2` is written `stroke-width`."""
    element = SubElement(parent, tag)
    classes = []
    for kind, name in (("fill", fill), ("stroke", stroke)):
        element.set(kind, INKS[name].light if name in INKS else name)
        if name in INKS:
            classes.append(f"bp-{kind}-{name}")
    if classes:
        element.set("class", " ".join(classes))
    for name, value in facts.items():
        element.set(name.replace("_", "-"), f"{value:.6g}" if isinstance(value, float) else str(value))
    return element


def write(
    parent: Element, at: tuple[float, float], text: str, ink: str, size: float, **facts: Any
) -> Element:
    """A line of text, its baseline at a place."""
    element = draw(parent, "text", fill=ink, x=at[0], y=at[1], font_size=size, **facts)
    element.text = legal(text)
    return element


def legal(text: str) -> str:
    """Text without the characters that XML has not."""
    return ILLEGAL.sub("\ufffd", text)


def source(root: Element) -> str:
    """The picture as text."""
    return tostring(root, encoding="unicode")
