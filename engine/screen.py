"""What the language has no use for, refused by its look before Python's parser sees it.

Three tables, one row a refusal: characters, words, signs. A screened program holds no text
literals, so Python has no escape to warn of, and no word of Python's statements, so its
parser cannot be led into them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from engine.errors import Problem, ProgramError
from engine.source import Source
from engine.tokens import Token, tokens

MOST = 16

CHARACTERS = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    "＾": "**", "\u3000": " ", "\xa0": " ", "\ufeff": "",
    "、": ",", "。": ".", "【": "[", "】": "]", "〔": "[", "〕": "]",
    "×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*", "✕": "*", "✖": "*", "÷": "/", "∕": "/", "⁄": "/",
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "⁰": "**0", "¹": "**1", "²": "**2", "³": "**3",
    **{chr(0x2070 + digit): f"**{digit}" for digit in range(4, 10)},
}  # fmt: skip
QUOTES = frozenset("\"'“”‘’「」『』＂＇")

WORDS = {
    **dict.fromkeys(("if", "else", "elif"), "word_choice"),
    **dict.fromkeys(("and", "or", "not", "in", "is"), "word_logic"),
    **dict.fromkeys(("for", "while", "break", "continue"), "word_loop"),
    **dict.fromkeys(("def", "lambda", "class", "return", "yield", "async", "await"), "word_definition"),
    **dict.fromkeys(("import", "from"), "word_import"),
    **dict.fromkeys(("as", "assert", "del", "global", "nonlocal", "pass", "with"), "word_statement"),
    **dict.fromkeys(("try", "except", "finally", "raise"), "word_statement"),
}

SIGNS: dict[str, tuple[str, str | None]] = {
    "^": ("sign_caret", "**"),
    "^=": ("sign_caret", "**="),
    "//": ("sign_floor", "/"),
    "//=": ("sign_floor", "/="),
    "%": ("sign_modulo", None),
    "%=": ("sign_modulo", None),
    ":=": ("sign_walrus", None),
    **dict.fromkeys(("==", "!=", "<", ">", "<=", ">=", "<>"), ("sign_comparison", None)),
    **dict.fromkeys(("&", "|", "~", "<<", ">>", "&=", "|=", "<<=", ">>="), ("sign_bits", None)),
    "->": ("sign_foreign", None),
    "!": ("sign_foreign", None),
    "...": ("sign_foreign", None),
    "{": ("sign_brace", None),
    "}": ("sign_brace", None),
}

# Looks odd and is worth a scan; the last part is a number grown together with a word (`1if`).
ODD = re.compile(r"[^\w \t\r\n+\-*/@=().,\[\]:;#]|//|==|:=|\.\.\.|\d(?<!\w\d)\w*[g-ik-np-wyz]")
LETTERS = re.compile(r"[a-z]+")
RESERVED = frozenset(WORDS)


def screen(source: Source) -> None:
    """Raises ProgramError where a character, word or sign stands that no program has."""
    text = source.text
    if source.ascii and not ODD.search(text) and RESERVED.isdisjoint(LETTERS.findall(text)):
        return
    problems: list[Problem] = []
    for problem in _refused(source):
        if problems and not problem.code.startswith("character"):
            break
        problems.append(problem)
        if not problem.code.startswith("character") or len(problems) == MOST:
            break
    if problems:
        raise ProgramError(*problems)


def _refused(source: Source) -> Iterator[Problem]:
    for token in tokens(source.text):
        if token.kind == "other" or not token.text.isascii():
            yield from _characters(source, token)
        elif token.kind == "name" and token.text in WORDS:
            yield Problem(WORDS[token.text], {"word": token.text}, source.at(token.start, token.end))
        elif token.kind == "sign" and token.text in SIGNS:
            code, edit = SIGNS[token.text]
            if token.text == "==" and "=" not in source.before(token.start):
                edit = "="
            yield Problem(code, {"sign": token.text}, source.at(token.start, token.end), edit=edit)


def _characters(source: Source, token: Token) -> Iterator[Problem]:
    """The characters of a token that are neither ASCII nor part of a name."""
    for k, character in enumerate(token.text):
        if token.kind == "name" and character != "·" and ("a" + character).isidentifier():
            continue
        span = source.at(token.start + k, token.start + k + 1)
        typed = CHARACTERS.get(character, "")
        if character in QUOTES:
            yield Problem("text_literal", {}, span)
        elif typed.strip():
            yield Problem("character_typed", {"character": character, "ascii": typed}, span, edit=typed)
        else:
            edit = typed or _blank(character)
            yield Problem("character_foreign", {"character": described(character)}, span, edit=edit)


def _blank(character: str) -> str | None:
    """What stands in place of a character that nobody sees: a space or nothing."""
    category = unicodedata.category(character)
    return " " if category[0] == "Z" else "" if category[0] == "C" else None


def described(character: str) -> str:
    """`$`, or U+0000 and its name where there is nothing to see."""
    if character.isprintable() and not character.isspace():
        return f"`{character}`"
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
