"""The page's words: the same keys and blanks in every language, in the house's wording, and short."""

from __future__ import annotations

import pytest

from engine import OPS
from tests.content.wording import (
    FORBIDDEN,
    LANGUAGES,
    ROOT,
    Text,
    faults,
    is_short,
    leaves,
    locale,
    placeholders,
    texts,
    typography,
)

# What typically fills a blank: names as in the examples, numbers with four digits.
FILLED = {"names": "x, y, W1, b1", "v": "0.6931", "g": "−1.386", "e": "2.3×10⁻⁹"}
LABEL = "hidden"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_keys_of_english(language: str) -> None:
    assert list(locale(language)) == list(locale("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_the_blanks_of_its_english_twin(language: str) -> None:
    english = locale("en")
    found = locale(language)
    assert not [key for key in found if placeholders(found[key]) != placeholders(english[key])]


def test_the_words_of_an_op_have_the_same_fields_in_every_language() -> None:
    for name, op in OPS.items():
        shapes = [[key for key, words in leaves(op.words[language]) if words] for language in LANGUAGES]
        assert shapes[0] == shapes[1], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_has_stray_spaces(language: str) -> None:
    found = locale(language)
    assert not [key for key, words in found.items() if key != "list.separator" and words != words.strip()]
    assert all(found.values())


def test_all_texts_follow_the_house_wording() -> None:
    wrong = [f"{text.place} {fault}: {text.words}" for text in texts() for fault in faults(text)]
    assert not wrong, "\n".join(wrong)


def test_templates_follow_the_glossary() -> None:
    pages = sorted((ROOT / "templates").glob("**/*.html"))
    assert pages
    for page in pages:
        content = page.read_text(encoding="utf-8")
        assert not [word for word in FORBIDDEN["zh-CN"] if word in content], page.name


def sentences() -> list[Text]:
    """What steps say: the `steps` texts, and every op's forward and backward words."""
    found = [
        Text(key, language, words)
        for language in LANGUAGES
        for key, words in locale(language).items()
        if key.startswith("steps.") and key != "steps.unnamed"
    ]
    for name, op in OPS.items():
        for language in LANGUAGES:
            words = op.words[language]
            found += [Text(f"op {name}", language, said) for said in (words.forward, *words.backward)]
    return found


@pytest.mark.parametrize("text", sentences(), ids=lambda text: f"{text.place}-{text.language}")
def test_a_sentence_is_short_enough_to_be_read_at_a_glance(text: Text) -> None:
    single = {name: LABEL if name in "xyzLpab" else "12" for name in placeholders(text.words)}
    said = text.words.format_map({**single, **FILLED})
    assert "{" not in said
    assert is_short(said, text.language), said


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("梯度,从损失传来。", "half-width punctuation"),
        ("梯度(损失)", "half-width punctuation"),
        ("共 １１ 步", "full-width"),
        ("第7步", "no space"),
        ("对 {x}的导数", "no space"),
        ("运行`relu`", "no space"),
        ("梯度 ，导数", "beside full-width"),
        ("两个  空格", "two spaces"),
    ],
)
def test_the_typographic_rules_see_what_they_are_for(words: str, fault: str) -> None:
    assert any(fault in found for found in typography(words))


@pytest.mark.parametrize(
    "words",
    [
        "第 7 步，共 11 步。",
        "转到它的{phase}步",
        "最后得到 (y − t)/N。",
        "L 对 {x} 的导数（{n} 项）",
        "运行 `f(x, y)`，得到 0.5。",
        "3,000 项",
    ],
)
def test_good_chinese_passes(words: str) -> None:
    assert not typography(words)


def test_a_long_sentence_is_found_by_its_words_and_by_its_characters() -> None:
    assert is_short("one " * 18, "en")
    assert not is_short("one " * 19, "en")
    assert not is_short("x" * 111, "en")
    assert is_short("字" * 40, "zh-CN")
    assert not is_short("字" * 41, "zh-CN")


def test_forbidden_words_are_found_in_both_languages() -> None:
    assert faults(Text("", "zh-CN", "这个结点无效。"))
    assert faults(Text("", "en", "Invalid input"))
    assert not faults(Text("", "zh-CN", "沿负梯度方向走一步。"))
    assert not faults(Text("", "en", "A program has no loops."))
