"""A LaTeX document: the program, then every step with its sentence and its formula."""

from __future__ import annotations

from collections.abc import Iterator

from app.language import Language
from app.sentences import sentence
from engine.explain import formula
from engine.printers import latex
from engine.source import NEWLINE
from engine.steps import steps
from engine.trace import Trace

NAME = "latex"
MEDIA_TYPE = "application/x-tex"
SUFFIX = ".tex"

SPECIAL = {
    **{sign: f"\\{sign}" for sign in "#$%&_{}"},
    "\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "−": "$-$", "×": r"$\times$", "→": r"$\to$", "∞": r"$\infty$", "·": r"$\cdot$",
    "²": "$^2$", "ᵀ": r"$^{\top}$", "ⁿ": "$^n$", "⁻": "$^{-}$", "¹": "$^1$",
    "Φ": r"$\Phi$", "φ": r"$\varphi$", "Σ": r"$\Sigma$",
}  # fmt: skip
PACKAGES = {"en": r"\usepackage[T1]{fontenc}", "zh-CN": r"\usepackage{ctex}"}
ANY_SCRIPT = r"\usepackage[scheme=plain]{ctex}"  # English words, and names that T1 has no letters for
LATIN_ENDS = "\u0180"


def export(trace: Trace, lang: Language) -> bytes:
    """The document, as UTF-8; one with `ctex` wants XeLaTeX or LuaLaTeX."""
    return "\n".join(_lines(trace, lang)).encode()


def _lines(trace: Trace, lang: Language) -> Iterator[str]:
    yield r"\documentclass{article}"
    written = "".join((trace.graph.program, *trace.graph.names.values()))
    yield ANY_SCRIPT if lang == "en" and max(written) >= LATIN_ENDS else PACKAGES[lang]
    yield r"\usepackage{amsmath}"
    yield r"\begin{document}"
    yield r"\begin{flushleft}\ttfamily"
    for line in NEWLINE.split(trace.graph.program):
        yield rf"{_text(line)}\mbox{{}}\\"
    yield r"\end{flushleft}"
    yield r"\begin{enumerate}"
    for step in steps(trace):
        yield rf"\item {_text(sentence(trace, step, lang))}"
        equation = formula(trace, step)
        if equation:
            yield rf"\begin{{gather*}}{latex(equation.symbolic)} \\ {latex(equation.numeric)}\end{{gather*}}"
    yield r"\end{enumerate}"
    yield r"\end{document}"
    yield ""


def _text(text: str) -> str:
    return "".join(SPECIAL.get(sign, sign) for sign in text)
