"""Every text that a person may read, with where it stands, and the house rules of wording."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any, NamedTuple

import app.errors
from engine import OPS
from engine.messages import MESSAGES

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "zh-CN")

# Patterns: the glossary's words to avoid, and those that blame the reader.
FORBIDDEN = {
    "zh-CN": [
        "结点",
        "后向传播",
        "链式规则",
        "局部梯度",
        "分析梯度",
        "梯度弥散",
        "雅克比",
        "阀值",
        "权值",
        "遮罩",
        "按位",
        "教师标签",
        "代价函数",
        "沿梯度方向",
        "检查器",
        "冻结",
        "非法",
        "无效",
        "糟糕",
        "您",
    ],
    "en": [r"\binvalid", r"\billegal", r"\boops\b", r"\byou failed\b", "!"],
}

# The longest that a sentence may be, in characters and in English words (interaction.md, T9).
LONGEST = {"en": 110, "zh-CN": 40}
LONGEST_WORDS = 18

CHINESE = r"[\u3400-\u9fff]"
PUNCTUATION = "，。：；！？（）、“”《》…—"
# Blanks that are filled with Chinese words; all others are names or numbers, and stand as Latin.
CHINESE_BLANK = re.compile(r"\{(?:fix|formula|kind|message|phase|place|reason|sentence|title|want)\}")
# Code, blanks, and mathematics in parentheses.
LATIN = re.compile(rf"`[^`]*`|\{{[^{{}}]*\}}|\((?:(?!{CHINESE})[^()])*\)")


class Text(NamedTuple):
    """One text: where it stands, in which language, and what it says."""

    place: str
    language: str
    words: str


def locale(language: str) -> dict[str, str]:
    """A language of the page: dotted key → text."""
    path = ROOT / "app" / "content" / "locales" / f"{language}.json"
    return dict(leaves(json.loads(path.read_text(encoding="utf-8"))))


def placeholders(words: str) -> set[str]:
    """The names to fill in."""
    return set(re.findall(r"\{(\w+)", words))


def texts() -> list[Text]:
    """The locales, the words of every op, every message of engine and service, and every example."""
    found: list[Text] = []
    for language in LANGUAGES:
        found += [Text(f"locale {key}", language, words) for key, words in locale(language).items()]
    for name, op in OPS.items():
        found += _by_language(f"op {name}", op.words)
    for code, messages in MESSAGES.items():
        found += _by_language(f"message {code}", messages)
    for code, rule in app.errors.RULES.items():
        found += _by_language(f"refusal {code}", {"en": rule.en, "zh-CN": rule.zh})
    for path in sorted((ROOT / "app" / "content" / "examples").glob("*.toml")):
        example = tomllib.loads(path.read_text(encoding="utf-8"))
        for field in ("title", "goal"):
            found += _by_language(f"example {path.stem} {field}", example[field])
    return found


def _by_language(place: str, tables: Mapping[str, Any]) -> Iterator[Text]:
    for language in LANGUAGES:
        for key, words in leaves(tables[language]):
            yield Text(f"{place} {key}".rstrip(), language, words)


def leaves(tree: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a tree of mappings, sequences and records, with its path."""
    if isinstance(tree, str):
        yield path, tree
        return
    if is_dataclass(tree) and not isinstance(tree, type):
        tree = asdict(tree)
    elif hasattr(tree, "_asdict"):
        tree = tree._asdict()
    children = tree.items() if isinstance(tree, Mapping) else enumerate(tree)
    for key, child in children:
        yield from leaves(child, f"{path}.{key}" if path else str(key))


def faults(text: Text) -> list[str]:
    """What the house rules say against a text; nothing for a good one."""
    found = [f"says {word!r}" for word in FORBIDDEN[text.language] if re.search(word, text.words.lower())]
    return found + (typography(text.words) if text.language == "zh-CN" else [])


def is_short(said: str, language: str) -> bool:
    """Whether a sentence can be read at a glance."""
    return len(said) <= LONGEST[language] and (language != "en" or len(said.split()) <= LONGEST_WORDS)


def typography(words: str) -> list[str]:
    """Chinese: full-width punctuation, half-width digits and letters, one space between Chinese and Latin."""
    plain = LATIN.sub("x", CHINESE_BLANK.sub("字", words))
    rules = {
        "half-width punctuation": rf"{CHINESE}\s?[,.:;!?()](?!\d)|(?<!\d)[,:;!?(]\s?{CHINESE}",
        "a full-width letter or digit": r"[０-９Ａ-Ｚａ-ｚ]",
        "no space between Chinese and Latin": rf"{CHINESE}[A-Za-z0-9∂∞−]|[A-Za-z0-9∞]{CHINESE}",
        "a space beside full-width punctuation": rf"[{PUNCTUATION}] | [{PUNCTUATION}]",
        "two spaces": r"  ",
    }
    return [fault for fault, pattern in rules.items() if re.search(pattern, plain)]
