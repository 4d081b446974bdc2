"""How a number is printed for people: four significant digits, true minus, powers of ten.

The page follows the same rule, so a formula reads alike everywhere (interaction §1.3).
"""

from __future__ import annotations

import math
from functools import lru_cache

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
DIGITS = 4


def numeral(x: float) -> str:
    """`200`, `2.2`, `0.2100`, `−3`, `3.480×10⁻⁷`, `∞`, `NaN`; at most four significant digits.

    A number that needs fewer digits is printed in full; one that needs more is rounded to
    exactly four, so that trailing zeros say "rounded". Whole numbers below 100,000 stay whole.
    """
    mantissa, exponent = parts(x)
    return mantissa if exponent is None else f"{mantissa}×10{str(exponent).translate(SUPERSCRIPTS)}"


def latex_numeral(x: float) -> str:
    """The same number in LaTeX."""
    mantissa, exponent = parts(x)
    mantissa = mantissa.replace("−", "-").replace("∞", r"\infty").replace("NaN", r"\mathrm{NaN}")
    return mantissa if exponent is None else rf"{mantissa} \times 10^{{{exponent}}}"


def printed_value(x: float) -> float:
    """The number that a reader of `numeral(x)` would compute with."""
    mantissa, exponent = parts(x)
    plain = mantissa.replace("−", "-").replace("∞", "inf")
    return float(plain) if exponent is None else float(f"{plain}e{exponent}")


@lru_cache(maxsize=4096)  # a number of a trace is printed in many places
def parts(x: float) -> tuple[str, int | None]:
    """(mantissa as printed, power of ten or None)."""
    if math.isnan(x):
        return "NaN", None
    if math.isinf(x):
        return ("∞" if x > 0 else "−∞"), None
    if x == 0:
        return "0", None
    # Twelve figures: the noise of binary fractions (220.00000000000003) is not the reader's business.
    sign, size = ("−" if x < 0 else ""), float(f"{abs(x):.12g}")
    if size < 1e5 and size.is_integer():
        return f"{sign}{int(size)}", None
    digits, power = _significant(size)
    if 1e-3 <= float(f"{digits[0]}.{digits[1:] or 0}e{power}") < 1e5:
        return sign + _decimal(digits, power), None
    return sign + _decimal(digits, 0), power


def _significant(size: float) -> tuple[str, int]:
    """(digits, power of ten of the first digit): shortest if four digits are enough, else four."""
    digits = repr(size).split("e")[0].replace(".", "").strip("0")
    rounded, power = f"{size:.{DIGITS - 1}e}".split("e")
    return (digits if len(digits) <= DIGITS else rounded.replace(".", "")), int(power)


def _decimal(digits: str, power: int) -> str:
    """Digits with the point after the digit of 10⁰."""
    if power < 0:
        return f"0.{'0' * (-power - 1)}{digits}"
    if power + 1 >= len(digits):
        return digits + "0" * (power + 1 - len(digits))
    return f"{digits[: power + 1]}.{digits[power + 1 :]}"
