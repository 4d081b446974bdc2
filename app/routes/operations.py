"""GET /operations: the op table, as the engine has it."""

from __future__ import annotations

from functools import cache

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app import schema
from app.language import Language, chosen
from app.openapi import list_of, operation
from app.responses import respond_to
from app.routes.choices import Lang
from app.work import Answer
from engine.formula import read
from engine.op import OPS, Op
from engine.printers import latex, spoken

router = APIRouter(tags=["operations"])
NO_FORMULA = {"latex": "0", "plain": "0"}


@router.get("/operations", summary="The op table", **operation(list_of(schema.Operation)))
async def operations(request: Request, lang: Lang = None) -> Response:
    """Every operation: how it is written, what it computes, sends back and keeps, and what to watch."""
    return respond_to(request, Answer(_table(chosen(lang, request.headers.get("accept-language")))))


@cache
def _table(lang: Language) -> bytes:
    return orjson.dumps([_told(op, lang) for op in OPS.values()])


def _told(op: Op, lang: Language) -> dict[str, object]:
    words = op.words[lang]
    return {
        "name": op.name,
        "aliases": op.aliases,
        "arity": len(op.params),
        "operands": op.params,
        "attributes": [
            {
                "name": attr.name,
                "kind": attr.kind,
                "default": None if attr.default is ... else attr.default,
                "required": attr.default is ...,
            }
            for attr in op.attrs
        ],
        "symbol": op.symbol,
        "infix": op.infix,
        "callable": op.callable,
        "title": words.title,
        "value": _printed(op.value, lang),
        "gradients": [
            {"operand": operand, **_gradient(op, text, lang)}
            for operand, text in zip(op.params, op.gradients, strict=True)
        ],
        "shape": words.shape,
        "keeps": op.keeps,
        "watch": words.watch,
        "expandable": op.expand is not None,
        "view": op.view,
    }


def _gradient(op: Op, text: str | None, lang: Language) -> dict[str, str]:
    """What goes down to one input: a rule of its own, or upstream g times the local derivative."""
    if text is None:
        return NO_FORMULA
    return _printed(f"g * ({text})" if op.elementwise else text, lang)


def _printed(text: str, lang: Language) -> dict[str, str]:
    tree = read(text)
    return {"latex": latex(tree), "plain": spoken(tree, lang)}
