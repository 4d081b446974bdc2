"""Text → Graph, by Python's own parser and a whitelist; nothing is ever evaluated.

The walk keeps its own stack, so a deep expression costs no recursion, and visits operands
left to right, so nodes stand in the order in which Python would compute them.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from itertools import islice

from engine import refusals
from engine.builder import Builder
from engine.calls import arguments
from engine.errors import InputError, LimitError, Problem, ProgramError, Span
from engine.graph import LIMITS, Graph, Limits
from engine.literals import number, setting, signed, tensor
from engine.op import NO_ATTRS, Attr, Attrs, Op, Shape
from engine.ops import OPS
from engine.source import Names, Others, Source
from engine.tree import tree
from engine.values import normal

OPERATORS: dict[type[ast.operator], Op] = {
    ast.Add: OPS["add"],
    ast.Sub: OPS["sub"],
    ast.Mult: OPS["mul"],
    ast.Div: OPS["div"],
    ast.Pow: OPS["pow"],
    ast.MatMult: OPS["matmul"],
}
NEG, IDENTITY, TRANSPOSE, INDEX = OPS["neg"], OPS["identity"], OPS["transpose"], OPS["index"]
SUBSCRIPT = Attr("index", "index")
OUT = "out"
LONGEST_KEY, LONGEST_ROOT, MOST_MISSING = 4096, 64, 100

# An operation whose operands are still to be computed: op, where it stands, how many operands,
# its settings, and the slot of each operand where that is not their order.
Pending = tuple[Op, ast.expr, int, Attrs, tuple[int, ...] | None]


def parse(
    program: str,
    shapes: Mapping[str, Shape],
    *,
    output: str | None = None,
    parameters: Sequence[str] = (),
    limits: Limits | None = None,
) -> Graph:
    """The graph of `program` (language: README) for inputs of the given shapes.

    A name read before it is assigned is an input; a given name that the program neither reads
    nor assigns becomes an input that nothing uses. output: a name, by default the last assigned.

    Raises ProgramError (text, names, calls), InputError (an input has no shape, one Problem a
    name), ShapeError, LimitError.
    """
    limits = limits or LIMITS
    size = len(program)
    if size * 4 > limits.program:
        size = len(program.encode("utf-8", "surrogatepass"))
        if size > limits.program:
            params: dict[str, object] = {"size": size, "limit": limits.program}
            raise LimitError(Problem("program_too_long", params, field="program"))
    source = Source(program)
    reader = _Reader(source, {normal(name): shape for name, shape in shapes.items()})
    reader.program(tree(source))
    reader.missing()
    reader.unused()
    wanted = reader.output(output)
    chosen = reader.parameters(parameters)
    if len(reader.builder.ops) <= limits.nodes:
        reader.name_parts()
    return reader.builder.graph(wanted, chosen, limits)


class _Reader:
    """Goes through the statements and grows the graph."""

    def __init__(self, source: Source, shapes: Mapping[str, Shape]) -> None:
        self.source = source
        self.shapes = shapes
        self.builder = Builder(source.text)
        self.lacking: dict[str, Span] = {}
        self.times: dict[str, int] = {}
        self.layers: dict[str, int] = {}
        self.last = 0

    # statements ---------------------------------------------------------------------------

    def program(self, body: list[ast.stmt]) -> None:
        """Every statement is an assignment; one bare expression may be the whole program."""
        alone = len(body) == 1
        for statement in body:
            if type(statement) is ast.Assign:
                self._assign(statement)
            elif type(statement) is ast.AugAssign:
                self._augment(statement)
            elif type(statement) is ast.Expr:
                if not alone:
                    edit = f"{OUT} = {self.source.slice(self.source.span(statement))}"
                    raise self.source.refusal("expression_bare", statement, edit)
                self._bind(OUT, self._value(statement.value), statement.value)
            else:
                raise refusals.statement(self.source, statement)

    def _assign(self, statement: ast.Assign) -> None:
        target, value = statement.targets[0], statement.value
        if len(statement.targets) > 1:
            raise refusals.chained(self.source, statement)
        if type(target) is not ast.Name:
            raise refusals.target(self.source, target)
        self._bind(target.id, self._value(value), value, target)

    def _augment(self, statement: ast.AugAssign) -> None:
        target = statement.target
        if type(target) is not ast.Name:
            raise refusals.target(self.source, target)
        read = ast.copy_location(ast.Name(target.id, ast.Load()), target)
        value = ast.copy_location(ast.BinOp(read, statement.op, statement.value), statement)
        self._bind(target.id, self._value(value), value, target)

    def _bind(self, name: str, i: int, value: ast.expr, target: ast.Name | None = None) -> None:
        """`name` is from here on node i; a node that has a name already gets an identity after it."""
        if target is not None and name.startswith("__"):
            raise self.source.refusal("name_private", target, name=name)
        builder = self.builder
        if i in builder.keys:
            i = self._operation(IDENTITY, (i,), value)
        builder.bind(name, i)
        self.last = i
        builder.keys[i] = self._key(name)

    def _key(self, name: str) -> str:
        time = self.times[name] = self.times.get(name, 0) + 1
        root = name if len(name) <= LONGEST_ROOT else f"{name[:LONGEST_ROOT]}…{len(self.times)}"
        return root if time == 1 else f"{root}#{time}"

    # expressions --------------------------------------------------------------------------

    def _value(self, root: ast.expr) -> int:
        """The node that computes an expression."""
        bindings = self.builder.bindings
        todo: list[ast.expr | Pending] = [root]
        done: list[int] = []
        while todo:
            node = todo.pop()
            if isinstance(node, tuple):
                op, place, count, attrs, slots = node
                args = tuple(done[-count:])
                if slots:
                    args = tuple(args[slots.index(slot)] for slot in range(count))
                del done[-count:]
                done.append(self._operation(op, args, place, attrs))
            elif type(node) is ast.Name:
                i = bindings.get(node.id)
                done.append(self._input(node) if i is None else i)
            elif type(node) is ast.BinOp and type(node.op) in OPERATORS:
                todo += ((OPERATORS[type(node.op)], node, 2, NO_ATTRS, None), node.right, node.left)
            elif type(node) is ast.Constant:
                done.append(self._constant(number(self.source, node), node))
            else:
                done += self._rarer(node, todo)
        return done[0]

    def _rarer(self, node: ast.expr, todo: list[ast.expr | Pending]) -> tuple[int, ...]:
        """Signs, calls, lists, `.T`, subscripts: (node,) if done, () if operands were put on `todo`."""
        match node:
            case ast.UnaryOp(op=ast.USub() | ast.UAdd()):
                return self._signs(node, todo)
            case ast.Call():
                self._call(node, todo)
            case ast.List():
                array = tensor(self.source, node)
                i = self.builder.constant(array)
                self._place(i, node)
                return (i,)
            case ast.Attribute(value=value, attr="T"):
                todo += ((TRANSPOSE, node, 1, NO_ATTRS, None), value)
            case ast.Subscript(value=value, slice=subscript):
                index = setting(self.source, subscript, SUBSCRIPT, INDEX.name)
                todo += ((INDEX, node, 1, {"index": index}, None), value)
            case _:
                raise refusals.foreign(self.source, node)
        return ()

    def _signs(self, node: ast.UnaryOp, todo: list[ast.expr | Pending]) -> tuple[int, ...]:
        """A chain of signs: before a number they are part of it, else each minus is a node."""
        negative, operand = signed(node)
        if isinstance(operand, ast.Constant):
            value = number(self.source, operand)
            return (self._constant(-value if negative else value, node),)
        one: ast.expr = node
        while isinstance(one, ast.UnaryOp) and one is not operand:
            if isinstance(one.op, ast.USub):
                todo.append((NEG, one, 1, NO_ATTRS, None))
            one = one.operand
        todo.append(operand)
        return ()

    def _call(self, node: ast.Call, todo: list[ast.expr | Pending]) -> None:
        function = node.func
        if type(function) is not ast.Name:
            raise refusals.not_callable(self.source, node, self.builder.bindings)
        op = OPS.functions.get(function.id)
        if op is None or function.id in self.builder.bindings:
            raise refusals.no_function(self.source, node, function, self.builder.bindings)
        operands, slots, attrs = arguments(self.source, node, op, function.id)
        todo.append((op, node, len(operands), attrs, slots))
        todo += reversed(operands)

    # nodes --------------------------------------------------------------------------------

    def _operation(self, op: Op, args: tuple[int, ...], place: ast.expr, attrs: Attrs = NO_ATTRS) -> int:
        i = self.builder.apply(op, args, attrs)
        self._place(i, place)
        if op.expand is not None:
            count = self.layers[op.name] = self.layers.get(op.name, 0) + 1
            self.builder.groups[i] = f"{op.name}{count}"
        return i

    def _constant(self, value: float, place: ast.expr) -> int:
        i = self.builder.constant(value)
        self._place(i, place)
        return i

    def _place(self, i: int, place: ast.expr) -> None:
        span = self.builder.spans[i] = self.source.span(place)
        self.builder.sources[i] = self.source.short(span)

    def _input(self, node: ast.Name) -> int:
        """A name that is read before it is assigned."""
        name = node.id
        shape = self.shapes.get(name)
        if shape is None:
            if name.startswith("__"):
                raise self.source.refusal("name_private", node, name=name)
            if name in OPS.functions:
                raise self.source.refusal("function_as_value", node, name=name)
            self.lacking[name] = self.source.span(node)
        i = self.builder.input(name, shape or ())
        self.builder.keys[i] = self._key(name)
        self._place(i, node)
        return i

    # the whole ----------------------------------------------------------------------------

    def missing(self) -> None:
        """Raises InputError if inputs have no value: the first Problem names them all."""
        if not self.lacking:
            return
        problems: list[Problem] = []
        for name, span in islice(self.lacking.items(), MOST_MISSING):
            names = Names((name,) if problems else self.lacking)
            others = Others(names[1:])
            params: dict[str, object] = {"name": name, "names": names, "others": others}
            problems.append(Problem("value_missing", params, span, field=f"inputs.{name}"))
        raise InputError(*problems)

    def unused(self) -> None:
        """Given names that the program does not mention are inputs too, after all else."""
        for name, shape in self.shapes.items():
            if name not in self.builder.bindings:
                self.builder.keys[self.builder.input(name, shape)] = self._key(name)

    def output(self, name: str | None) -> int:
        """The node that backward starts from."""
        bindings = self.builder.bindings
        if name is None:
            return self.last
        if normal(name) not in bindings:
            params: dict[str, object] = {"name": name, "names": Names(bindings)}
            raise ProgramError(Problem("output_unknown", params, field="output"))
        return bindings[normal(name)]

    def parameters(self, wanted: Sequence[str]) -> tuple[str, ...]:
        """The inputs that are parameters."""
        inputs = self.builder.inputs
        for name in wanted:
            if normal(name) not in inputs:
                params: dict[str, object] = {"name": name, "names": Names(inputs)}
                raise ProgramError(Problem("parameter_unknown", params, field="parameters"))
        return tuple(dict.fromkeys(map(normal, wanted)))

    def name_parts(self) -> None:
        """Keys of the nodes inside expressions: the key of the whole and the slot, `y.0`, `y.0.1`.

        Operands come before their users, so going backwards each user has its key already.
        """
        keys, args = self.builder.keys, self.builder.args
        for i in range(len(args) - 1, -1, -1):
            for slot, a in enumerate(args[i]):
                if a not in keys:
                    keys[a] = f"{keys[i]}.{slot}"
                    if len(keys[a]) > LONGEST_KEY:
                        raise ProgramError(Problem("nesting_too_deep", {}, self.builder.spans[a]))
