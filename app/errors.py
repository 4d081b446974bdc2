"""What the service refuses, and every refusal as `application/problem+json` (RFC 9457).

Two kinds become a problem: EngineError (the program or its values) and Refusal (the request around them).
Both hold faults: a code with parameters, a place, and words in each language. Nothing else is ever sent:
no traceback, and no 5xx that an input could cause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import orjson

from app.language import Language
from engine.errors import DataError, EngineError, InputError, LimitError, ShapeError, Span

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:problem-type:backprop:"


class Words(NamedTuple):
    """What is wrong, and what to do."""

    message: str
    fix: str


class Rule(NamedTuple):
    """One kind of refusal: its status and its words."""

    status: int
    en: Words
    zh: Words


def _rule(status: int, en: tuple[str, str], zh: tuple[str, str]) -> Rule:
    return Rule(status, Words(*en), Words(*zh))


RULES: Mapping[str, Rule] = {
    # the request as a whole -----------------------------------------------------------------
    "malformed_json": _rule(
        400,
        (
            "The body is not JSON: reading stopped at line {line}, column {column}.",
            "Check quotes, commas and brackets there.",
        ),
        ("请求体不是 JSON：读到第 {line} 行第 {column} 列时停下了。", "请检查那里的引号、逗号和括号。"),
    ),
    "json_not_finite": _rule(
        400,
        ("The body is not JSON: it holds a bare `{name}`.", 'Write it as the text "{name}".'),
        ("请求体不是 JSON：里面有不带引号的 `{name}`。", '请写成文本 "{name}"。'),
    ),
    "json_too_deep": _rule(
        400,
        ("The body nests lists too deeply to be read.", "A tensor has at most 32 axes."),
        ("请求体的列表嵌套得太深，读不了。", "张量最多 32 个轴。"),
    ),
    "not_utf8": _rule(
        400,
        (
            "The body is not UTF-8: byte {position} does not belong to any character.",
            "Send the JSON as UTF-8.",
        ),
        ("请求体不是 UTF-8：第 {position} 个字节不属于任何字符。", "请用 UTF-8 发送 JSON。"),
    ),
    "content_type": _rule(
        400,
        (
            "The body is declared as `{found}`; this address reads JSON.",
            "Send the header `Content-Type: application/json`.",
        ),
        ("请求体声明为 `{found}`，这里只读 JSON。", "请用 `Content-Type: application/json`。"),
    ),
    "host_unknown": _rule(
        400,
        (
            "This server does not answer to the host name `{found}`.",
            "Use one of the names in its setting BACKPROP_ALLOWED_HOSTS.",
        ),
        ("这台服务器不接受主机名 `{found}`。", "请使用 BACKPROP_ALLOWED_HOSTS 设置中的名称。"),
    ),
    "not_found": _rule(
        404,
        ("There is nothing at `{path}`.", "The addresses are listed at /docs."),
        ("`{path}` 这里什么也没有。", "所有地址见 /docs。"),
    ),
    "example_unknown": _rule(
        404,
        ("There is no example `{slug}`. The nearest is `{nearest}`.", "All of them are at /api/v1/examples."),
        ("没有例子 `{slug}`。最接近的是 `{nearest}`。", "全部例子见 /api/v1/examples。"),
    ),
    "format_unknown": _rule(
        404,
        ("There is no export format `{format}`.", "Choose one of: {names}."),
        ("没有导出格式 `{format}`。", "可选：{names}。"),
    ),
    "data_set_unknown": _rule(
        404,
        (
            "There is no data set `{id}`, or no longer: one that nobody uses is deleted after a while.",
            "Send the file again, or use `digits`.",
        ),
        (
            "没有数据集 `{id}`，或已删除：无人使用的数据集过一段时间就会删除。",
            "请重新上传，或使用 `digits`。",
        ),
    ),
    "mistake_unknown": _rule(
        404,
        ("There is no mistake `{id}`.", "Choose one of: {names}."),
        ("没有错误 `{id}`。", "可选：{names}。"),
    ),
    "mistake_still": _rule(
        404,
        ("Mistake `{id}` is not in a net, so there is nothing to train.", "Check its gradients instead."),
        ("错误 `{id}` 不在网络里，没有可训练的。", "请检查它的梯度。"),
    ),
    "run_unknown": _rule(
        404,
        (
            "There is no run `{id}`, or no longer: one that nobody watches is ended after a while.",
            "Begin a new one with POST /api/v1/runs.",
        ),
        (
            "没有运行 `{id}`，或已结束：无人查看的运行过一段时间就会结束。",
            "请用 POST /api/v1/runs 开始新的。",
        ),
    ),
    "method_not_allowed": _rule(
        405,
        ("`{path}` does not take {method} requests.", "Use {allowed}."),
        ("`{path}` 不接受 {method} 请求。", "请用 {allowed}。"),
    ),
    "body_too_large": _rule(
        413,
        (
            "The body has more than {limit} bytes, which is the limit.",
            "Send less, or raise BACKPROP_MAX_BODY_BYTES.",
        ),
        ("请求体超过了 {limit} 字节的上限。", "请减小请求，或调高 BACKPROP_MAX_BODY_BYTES。"),
    ),
    "upload_too_large": _rule(
        413,
        (
            "The file has more than {limit} bytes, which is the limit.",
            "Pack it with gzip, or raise BACKPROP_MAX_UPLOAD_BYTES.",
        ),
        ("文件超过了 {limit} 字节的上限。", "请用 gzip 压缩，或调高 BACKPROP_MAX_UPLOAD_BYTES。"),
    ),
    "time_limit": _rule(
        422,
        (
            "The work was stopped after {limit} seconds, which is the limit.",
            "Use a shorter program, smaller tensors or fewer samples.",
        ),
        ("计算满 {limit} 秒，到了上限，已经停下。", "请用更短的程序、更小的张量或更少的样本。"),
    ),
    "work_stopped": _rule(
        422,
        (
            "The work ended before it had an answer; it may need more memory than there is.",
            "Use smaller tensors.",
        ),
        ("计算还没有结果就中断了，可能是内存不够。", "请用更小的张量。"),
    ),
    "data_set_complete": _rule(
        422,
        ("The data set `{id}` is complete already.", "Send other files as a data set of their own."),
        ("数据集 `{id}` 已经完整。", "其他文件请另建一个数据集。"),
    ),
    "data_set_half": _rule(
        422,
        ("The data set `{id}` still lacks its {want}.", "Send that IDX file too."),
        ("数据集 `{id}` 还缺{want}。", "请把那个 IDX 文件也发来。"),
    ),
    "data_set_lasting": _rule(
        422,
        ("The data set `{id}` comes with the product and stays.", "Only uploaded data sets can be deleted."),
        ("数据集 `{id}` 是自带的，不能删除。", "只能删除上传的数据集。"),
    ),
    "run_kind": _rule(
        422,
        ("Run `{id}` is a race, which only runs to its end.", "Ask this of a training run."),
        ("运行 `{id}` 是赛跑，只能跑到结束。", "请对训练运行提出这个请求。"),
    ),
    "run_steps": _rule(
        422,
        (
            "The run would make {size} updates; the limit is {limit}.",
            "Ask for fewer epochs or larger batches.",
        ),
        ("这次运行要更新 {size} 次，上限是 {limit} 次。", "请减少轮数，或增大批量。"),
    ),
    "net_size": _rule(
        422,
        (
            "The largest array would have {size} elements; the limit is {limit}.",
            "Use fewer hidden units or samples.",
        ),
        ("最大的数组要有 {size} 个元素，上限是 {limit} 个。", "请减少隐藏单元或样本。"),
    ),
    "answer_too_large": _rule(
        422,
        (
            "The answer has more than {limit} bytes, which is the limit.",
            "Ask for `?tensors=summary`, or for the gradients alone.",
        ),
        ("结果超过了 {limit} 字节的上限。", "请改用 `?tensors=summary`。"),
    ),
    "overload": _rule(
        429,
        ("The server is busy.", "Try again in {seconds} seconds; nothing of yours is lost."),
        ("服务器正忙。", "请 {seconds} 秒后重试；你的内容不会丢。"),
    ),
    "data_sets_full": _rule(
        429,
        ("{limit} uploaded data sets are in use, which is the limit.", "Delete one, or try again later."),
        ("已有 {limit} 个上传的数据集在用，到了上限。", "请删除一个，或稍后重试。"),
    ),
    "too_many_runs": _rule(
        429,
        (
            "{limit} runs are going on, which is the limit.",
            "End one of yours, or try again in {seconds} seconds.",
        ),
        ("已有 {limit} 个运行，到了上限。", "请结束自己的一个，或 {seconds} 秒后重试。"),
    ),
    "internal": _rule(
        500,
        (
            "The server met a fault of its own and wrote it to its log.",
            "Try again, and report it if it stays.",
        ),
        ("服务器自身出了问题，已记入日志。", "请重试；如果仍然出现，请报告。"),
    ),
    # fields of the request ------------------------------------------------------------------
    "field_missing": _rule(
        422,
        ("`{field}` is missing.", "Add it to the request."),
        ("缺少 `{field}`。", "请在请求中加上它。"),
    ),
    "field_unknown": _rule(
        422,
        ("There is no field `{field}` here.", "Remove it, or check its spelling."),
        ("这里没有字段 `{field}`。", "请去掉它，或检查拼写。"),
    ),
    "field_type": _rule(
        422,
        ("`{field}` must be {want}.", "Change its value."),
        ("`{field}` 应是{want}。", "请修改它的值。"),
    ),
    "field_choice": _rule(
        422,
        ("`{field}` must be one of {want}.", "Choose one of them."),
        ("`{field}` 只能是 {want} 之一。", "请选其中一个。"),
    ),
    "field_range": _rule(
        422,
        ("`{field}` must be {want}.", "Change it to fit."),
        ("`{field}` 必须{want}。", "请改到范围之内。"),
    ),
}

TITLES: Mapping[int | type[EngineError], tuple[str, str]] = {
    EngineError: ("The program cannot be read", "程序读不懂"),
    ShapeError: ("The shapes do not fit", "形状不相配"),
    InputError: ("A value is missing or does not fit", "缺少值，或值不合适"),
    LimitError: ("More than the limits allow", "超出了上限"),
    DataError: ("The data set cannot be read", "数据集读不了"),
    400: ("The request cannot be read", "请求读不懂"),
    404: ("Nothing is here", "这里没有内容"),
    405: ("Another method is needed", "需要换一种请求方法"),
    413: ("The body is too large", "请求体太大"),
    422: ("The request does not make sense yet", "请求还有说不通的地方"),
    429: ("The server is busy", "服务器正忙"),
    500: ("A fault of the server", "服务器故障"),
}


class Fault(Protocol):
    """One thing that is wrong; `engine.errors.Problem` is one too."""

    @property
    def code(self) -> str: ...
    @property
    def span(self) -> Span | None: ...
    @property
    def field(self) -> str | None: ...
    @property
    def node(self) -> str | None: ...
    @property
    def edit(self) -> str | None: ...
    def message(self, lang: str = "en") -> str: ...
    def fix(self, lang: str = "en") -> str: ...


@dataclass(frozen=True, slots=True)
class RequestFault:
    """A fault of the request around the program; `field` is its path, such as `update.rate`.

    A parameter may be a pair (English, Chinese) where the word itself differs.
    """

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    field: str | None = None
    span: Span | None = None
    node: str | None = None
    edit: str | None = None

    def message(self, lang: str = "en") -> str:
        return self._filled(self._words(lang).message, lang)

    def fix(self, lang: str = "en") -> str:
        return self._filled(self._words(lang).fix, lang)

    def _words(self, lang: str) -> Words:
        rule = RULES[self.code]
        return rule.zh if lang == "zh-CN" else rule.en

    def _filled(self, template: str, lang: str) -> str:
        words = {
            name: value[lang == "zh-CN"] if isinstance(value, tuple) else value
            for name, value in self.params.items()
        }
        return template.format(**{name: shortened(str(value)) for name, value in words.items()})


class Refusal(Exception):
    """A request that is not answered with what it asked for."""

    def __init__(self, *faults: RequestFault, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(faults[0].message())
        self.faults = faults
        self.headers = dict(headers or {})

    @property
    def status(self) -> int:
        return RULES[self.faults[0].code].status


def refuse(
    code: str, field: str | None = None, headers: Mapping[str, str] | None = None, **params: Any
) -> Refusal:
    """A refusal for one reason, to be raised."""
    return Refusal(RequestFault(code, params, field), headers=headers)


def shortened(text: str, limit: int = 120) -> str:
    """Long texts keep their beginning and their end."""
    return text if len(text) <= limit else f"{text[: limit * 2 // 3]}…{text[-limit // 4 :]}"


def status_of(error: EngineError | Refusal) -> int:
    """Everything that the engine refuses is a request that can be read but not followed."""
    return error.status if isinstance(error, Refusal) else 422


def problem(error: EngineError | Refusal, lang: Language) -> bytes:
    """The body of the answer to a refused request."""
    status = status_of(error)
    faults: Sequence[Fault] = error.faults if isinstance(error, Refusal) else error.problems
    kind = type(error) if isinstance(error, EngineError) else status
    title = TITLES.get(kind, TITLES[EngineError])[lang == "zh-CN"]
    return orjson.dumps(
        {
            "type": TYPE + faults[0].code,
            "title": title,
            "status": status,
            "detail": faults[0].message(lang),
            "code": faults[0].code,
            "errors": [_entry(fault, lang) for fault in faults],
        }
    )


def _entry(fault: Fault, lang: Language) -> dict[str, object]:
    line, column, end_line, end_column = fault.span or (None, None, None, None)
    return {
        "code": fault.code,
        "message": fault.message(lang),
        "fix": fault.fix(lang),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "node": fault.node,
        "field": fault.field,
        "edit": fault.edit,
    }
