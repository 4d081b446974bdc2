"""What a client accepts, with weights: `Accept-Language` and `Accept-Encoding` (RFC 9110 §12.4.2)."""

from __future__ import annotations

from collections.abc import Iterator


def wishes(header: str) -> Iterator[tuple[str, float]]:
    """(name in lower case, weight) in the order of the header; weight 0 where it cannot be read."""
    for part in header[:1000].split(","):
        name, _, parameter = part.partition(";")
        yield name.strip().lower(), _weight(parameter)


def takes_gzip(header: str | None) -> bool:
    """Whether an answer may be packed."""
    weights = dict(wishes(header or ""))
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _weight(parameter: str) -> float:
    """`q=0.5` as a number; 1 where there is none, 0 where it cannot be read."""
    name, _, text = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
