# mypy: disable-error-code="import-not-found"
"""Make the golden traces with PyTorch (CPU, float64), a source independent of `engine`.

Run from the repository's root, with torch 2.13.0 installed in an environment of its own:

    python -m tests.golden.make_goldens

Python itself runs each program: constants become tensors, `.T` and `+=` become calls and plain
assignments, and the namespace that the program runs in keeps the gradient of everything bound to a name.
"""

import ast
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from tests.golden.programs import SECTIONS
from tests.golden.programs.row import Row, Value
from tests.golden.torch_functions import FUNCTIONS, constant

FOLDER = Path(__file__).parent / "goldens"
WORDS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


class Rewrite(ast.NodeTransformer):
    """Turn a program of the language into Python over tensors that means the same."""

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return node if node.value is None or isinstance(node.value, bool) else _call("constant", node)

    def visit_List(self, node: ast.List) -> ast.expr:
        return _call("constant", node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        return _call("transpose", self.visit(node.value))

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        return ast.Subscript(self.visit(node.value), node.slice, ast.Load())

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt:
        assert isinstance(node.target, ast.Name)
        read = ast.Name(node.target.id, ast.Load())
        return ast.Assign([node.target], ast.BinOp(read, node.op, self.visit(node.value)))

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        return ast.Assign([ast.Name("out", ast.Store())], self.visit(node.value))


class Names(dict[str, Tensor]):
    """The variables of a program: everything bound is a tensor of its own that keeps its gradient."""

    last: str | None = None

    def __setitem__(self, name: str, value: Tensor) -> None:
        own = value.clone()
        if own.requires_grad:
            own.retain_grad()
        super().__setitem__(name, own)
        self.last = name


def _call(name: str, argument: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(f"_{name}", ast.Load()), [argument], [])


def from_json(value: Value) -> Value:
    """Return a value with the words for non-finite numbers replaced by floats."""
    if isinstance(value, list):
        return [from_json(each) for each in value]
    return WORDS[value] if isinstance(value, str) else float(value)


def to_json(value: Value) -> Value:
    """Return nested lists with non-finite numbers replaced by their words, and 2.0 written as 2."""
    if isinstance(value, list):
        return [to_json(each) for each in value]
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return int(value) if value == int(value) and abs(value) < 2**53 else value


def evaluate(row: Row) -> tuple[dict[str, Value], dict[str, Value]]:
    """Return the values and the gradients of every name of a program."""
    names = Names()
    for name, value in row.inputs.items():
        tensor = constant(from_json(value))
        names[name] = tensor if name in row.labels else tensor.requires_grad_()
    code = ast.fix_missing_locations(Rewrite().visit(ast.parse(row.program)))
    exec(compile(code, row.name, "exec"), dict(FUNCTIONS), names)

    assert names.last is not None
    output = names[row.output or names.last]
    upstream = torch.ones_like(output) if row.upstream is None else constant(from_json(row.upstream))
    if output.requires_grad:
        output.backward(upstream.expand_as(output))

    values = {name: to_json(tensor.tolist()) for name, tensor in names.items()}
    gradients = {
        name: to_json((torch.zeros_like(tensor) if tensor.grad is None else tensor.grad).tolist())
        for name, tensor in names.items()
        if tensor.requires_grad
    }
    return values, gradients


def golden(row: Row) -> dict[str, Any]:
    """Return the record of a row: the request as given, then what PyTorch says."""
    record = {key: value for key, value in row._asdict().items() if value not in (None, ())}
    values, gradients = evaluate(row)
    return {**record, "values": dict(sorted(values.items())), "gradients": dict(sorted(gradients.items()))}


def written(records: list[Mapping[str, Any]]) -> str:
    """Return records as JSON, a line for each field, so that a changed number is one changed line."""

    def field(key: str, value: Any) -> str:
        return f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False, allow_nan=False)}"

    blocks = ["{\n" + ",\n".join(field(*item) for item in record.items()) + "\n }" for record in records]
    return "[\n " + ",\n ".join(blocks) + "\n]\n"


def main() -> None:
    """Write one file for each section and print what it holds."""
    torch.set_num_threads(1)
    FOLDER.mkdir(exist_ok=True)
    for section, rows in SECTIONS.items():
        text = written([golden(row) for row in rows])
        (FOLDER / f"{section}.json").write_text(text, encoding="utf-8")
        print(f"{section:14}{len(rows):5} programs {len(text):8,} characters")
    print(f"{'all':14}{sum(map(len, SECTIONS.values())):5} programs, torch {torch.__version__}")


if __name__ == "__main__":
    main()
