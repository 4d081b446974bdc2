"""The words of every refusal: code → language → (what is wrong, what to do)."""

from __future__ import annotations

from engine.data_messages import DATA_MESSAGES
from engine.program_messages import PROGRAM_MESSAGES

LANGUAGES = ("en", "zh-CN")

MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    # shapes -------------------------------------------------------------------------------
    "broadcast": {
        "en": (
            "{op}: `{left}` is {left_shape} and `{right}` is {right_shape}; they cannot be broadcast together.",
            "Each pair of sizes, read from the right, must be equal or contain a 1.",
        ),
        "zh-CN": (
            "{op}：`{left}` 的形状是 {left_shape}，`{right}` 是 {right_shape}，无法广播。",
            "从右往左看，每一对大小必须相等，或其中一个是 1。",
        ),
    },
    "inner_sizes": {
        "en": (
            "{op}: `{left}` is {left_shape} and `{right}` is {right_shape}: the inner sizes {inner_left} and {inner_right} must match.",
            "Transpose `{left}` or change `{right}`.",
        ),
        "zh-CN": (
            "{op}：`{left}` 是 {left_shape}，`{right}` 是 {right_shape}：中间的 {inner_left} 和 {inner_right} 必须相等。",
            "可转置 `{left}` 或修改 `{right}`。",
        ),
    },
    "needs_matrix": {
        "en": (
            "{op} needs a vector or matrix, and `{left}` is {left_shape}.",
            "Use `*` for numbers, or give a matrix.",
        ),
        "zh-CN": ("{op} 需要向量或矩阵，而 `{left}` 是 {left_shape}。", "数相乘用 `*`，或给出矩阵。"),
    },
    "bias_shape": {
        "en": (
            "affine: the bias `{right}` is {right_shape}; with `{left}` of shape {left_shape} it must hold {size} numbers.",
            "Give `{right}` the shape ({size},).",
        ),
        "zh-CN": (
            "affine：偏置 `{right}` 的形状是 {right_shape}；`{left}` 是 {left_shape} 时，它应有 {size} 个数。",
            "把 `{right}` 的形状改为 ({size},)。",
        ),
    },
    "equal_shapes": {
        "en": (
            "{op}: `{left}` is {left_shape} and `{right}` is {right_shape}; both must have the same shape.",
            "Reshape one of them.",
        ),
        "zh-CN": (
            "{op}：`{left}` 是 {left_shape}，`{right}` 是 {right_shape}，两者形状必须相同。",
            "请改变其中一个的形状。",
        ),
    },
    "axis_range": {
        "en": (
            "{op}: `{left}` is {left_shape} and has no axis {axis}.",
            "Choose an axis from {low} to {high}, or leave it out.",
        ),
        "zh-CN": ("{op}：`{left}` 是 {left_shape}，没有轴 {axis}。", "轴可取 {low} 到 {high}，也可以省略。"),
    },
    "axis_scalar": {
        "en": ("{op}: `{left}` is a single number and has no axis {axis}.", "Give it a list of numbers."),
        "zh-CN": ("{op}：`{left}` 是单个数，没有轴 {axis}。", "请给出一列数。"),
    },
    "axis_repeated": {
        "en": ("{op}: axis {axis} is named twice.", "Name each axis once."),
        "zh-CN": ("{op}：轴 {axis} 写了两次。", "每个轴只写一次。"),
    },
    "empty_extreme": {
        "en": (
            "{op} of an empty tensor has no value: `{left}` is {left_shape}.",
            "Give `{left}` at least one element.",
        ),
        "zh-CN": ("空张量没有 {op}：`{left}` 是 {left_shape}。", "让 `{left}` 至少有一个元素。"),
    },
    "reshape_size": {
        "en": (
            "reshape: `{left}` is {left_shape} with {have} elements; {shape} needs {want}.",
            "Choose a shape with {have} elements.",
        ),
        "zh-CN": (
            "reshape：`{left}` 是 {left_shape}，共 {have} 个元素，而 {shape} 需要 {want} 个。",
            "请选元素总数为 {have} 的形状。",
        ),
    },
    "reshape_unknown": {
        "en": (
            "reshape: {shape} does not divide the {have} elements of `{left}`.",
            "Only one size may be -1, and the rest must divide {have}.",
        ),
        "zh-CN": (
            "reshape：{shape} 不能整除 `{left}` 的 {have} 个元素。",
            "只能有一个 -1，其余大小的乘积要整除 {have}。",
        ),
    },
    "index_range": {
        "en": (
            "index {index} is outside `{left}`, whose axis {axis} has {size} elements.",
            "Use an index from {low} to {high}.",
        ),
        "zh-CN": ("下标 {index} 超出 `{left}`：轴 {axis} 只有 {size} 个元素。", "下标可取 {low} 到 {high}。"),
    },
    "index_scalar": {
        "en": ("`{left}` is a single number and has no elements to pick.", "Use `{left}` itself."),
        "zh-CN": ("`{left}` 是单个数，没有元素可取。", "直接用 `{left}`。"),
    },
    "index_count": {
        "en": ("`{left}` is {left_shape}: {count} indices are too many.", "Use at most {rank}."),
        "zh-CN": ("`{left}` 是 {left_shape}：{count} 个下标太多了。", "最多用 {rank} 个。"),
    },
    "concat_shapes": {
        "en": (
            "concat: `{left}` is {left_shape} and `{right}` is {right_shape}; apart from axis {axis} the sizes must be equal.",
            "Change the shape of one, or the axis.",
        ),
        "zh-CN": (
            "concat：`{left}` 是 {left_shape}，`{right}` 是 {right_shape}；除轴 {axis} 外大小必须相等。",
            "请修改其中一个的形状或换一个轴。",
        ),
    },
    "needs_axis": {
        "en": (
            "{op} needs a vector or a matrix, and `{left}` is a single number.",
            "Give a list of numbers.",
        ),
        "zh-CN": ("{op} 需要向量或矩阵，而 `{left}` 是单个数。", "请给出一列数。"),
    },
    "logits_shape": {
        "en": (
            "{op}: `{left}` is {left_shape}; scores are one row of classes, or one row a sample.",
            "Use shape (classes,) or (samples, classes), with at least one class.",
        ),
        "zh-CN": (
            "{op}：`{left}` 是 {left_shape}；得分应为一行类别，或每个样本一行。",
            "形状用（类别数）或（样本数，类别数），至少一个类别。",
        ),
    },
    "labels_shape": {
        "en": (
            "{op}: the labels `{right}` are {right_shape}, and `{left}` is {left_shape}.",
            "Give one class number a sample, or rows of the same shape as `{left}`.",
        ),
        "zh-CN": (
            "{op}：标签 `{right}` 是 {right_shape}，而 `{left}` 是 {left_shape}。",
            "每个样本给一个类别号，或给出与 `{left}` 同形的行。",
        ),
    },
    "labels_class": {
        "en": (
            "{op}: the label {label} in `{right}` is not a class number.",
            "Class numbers are whole, from 0 to {high}.",
        ),
        "zh-CN": ("{op}：`{right}` 中的标签 {label} 不是类别号。", "类别号是 0 到 {high} 的整数。"),
    },
    "labels_row": {
        "en": (
            "{op}: row {row} of the labels `{right}` is not a row of probabilities.",
            "Its numbers are 0 or more and add up to 1.",
        ),
        "zh-CN": ("{op}：标签 `{right}` 的第 {row} 行不是概率。", "这一行的数要不小于 0，且和为 1。"),
    },
    # sizes --------------------------------------------------------------------------------
    "too_many_elements": {
        "en": ("This would make a tensor of {size} elements; the limit is {limit}.", "Use smaller shapes."),
        "zh-CN": ("这会产生 {size} 个元素的张量，上限是 {limit}。", "请用更小的形状。"),
    },
    "too_many_elements_total": {
        "en": (
            "The trace would hold {size} elements; the limit is {limit}.",
            "Use smaller shapes or fewer operations.",
        ),
        "zh-CN": ("整个计算将有 {size} 个元素，上限是 {limit}。", "请用更小的形状或更少的运算。"),
    },
    "too_many_nodes": {
        "en": (
            "The program has {size} nodes; the limit is {limit}.",
            'Shorten it, or ask for `"detail": "gradients"`.',
        ),
        "zh-CN": ("程序有 {size} 个节点，上限是 {limit}。", '请缩短程序，或改用 `"detail": "gradients"`。'),
    },
    # values -------------------------------------------------------------------------------
    "upstream_needed": {
        "en": (
            "Backward starts from one number; `{name}` is {shape}.",
            "Add a sum, such as `sum({name})`, pick one element, or give the upstream gradient.",
        ),
        "zh-CN": (
            "反向传播从一个数开始，`{name}` 是 {shape}。",
            "请加上求和，如 `sum({name})`，选一个元素，或给出上游梯度。",
        ),
    },
    "upstream_shape": {
        "en": ("The upstream gradient is {shape}, and `{name}` is {want}.", "Give it the shape of `{name}`."),
        "zh-CN": ("上游梯度的形状是 {shape}，而 `{name}` 是 {want}。", "让它与 `{name}` 同形。"),
    },
    "output_unknown": {
        "en": ("There is no name `{name}` in the program to be the output.", "Choose one of: {names}."),
        "zh-CN": ("程序里没有名为 `{name}` 的输出。", "可选：{names}。"),
    },
    "parameter_unknown": {
        "en": (
            "`{name}` is not an input of the program, so it cannot be a parameter.",
            "Choose from the inputs: {names}.",
        ),
        "zh-CN": ("`{name}` 不是程序的输入，不能当作参数。", "可从这些输入中选：{names}。"),
    },
    "value_missing": {
        "en": ("`{name}` has no value yet. Give it one to run forward.{others}", "Add a value for {names}."),
        "zh-CN": ("`{name}` 还没有值。填一个数就能做正向传播。{others}", "请填上 {names} 的值。"),
    },
    "value_name": {
        "en": (
            "A value is given for `{name}`, which is not a name.",
            "Use letters, digits and `_`, and no word of Python's, such as `lambda`.",
        ),
        "zh-CN": (
            "给了 `{name}` 一个值，但它不是名字。",
            "请用字母、数字和 `_`，不用 `lambda` 这样的 Python 关键字。",
        ),
    },
    "value_twice": {
        "en": (
            "`{name}` is read as `{read}`, and that has a value already.",
            "Give one value for `{read}`.",
        ),
        "zh-CN": ("`{name}` 会读作 `{read}`，而它已经有值了。", "请只给 `{read}` 一个值。"),
    },
    "value_not_numeric": {
        "en": (
            "`{name}` must be a number or a rectangular list of numbers; it is {found}.",
            "Write it like 2, [1, 2] or [[1, 2], [3, 4]].",
        ),
        "zh-CN": (
            "`{name}` 应是数或各行等长的数列，现在是：{found}。",
            "写成 2、[1, 2] 或 [[1, 2], [3, 4]] 的样子。",
        ),
    },
    "value_ragged": {
        "en": ("The rows of `{name}` have different lengths.", "Give every row the same number of elements."),
        "zh-CN": ("`{name}` 各行长度不同。", "让每一行的元素个数相同。"),
    },
    "value_too_large": {
        "en": (
            "A number in `{name}` is too large for a 64-bit float.",
            'Use numbers up to 1.8e308, or the text "Infinity".',
        ),
        "zh-CN": (
            "`{name}` 中有一个数超出 64 位浮点数的范围。",
            '请用不超过 1.8e308 的数，或写 "Infinity"。',
        ),
    },
    "value_shape": {
        "en": ("`{name}` is {shape} here, and the graph was made for {want}.", "Give it the shape {want}."),
        "zh-CN": ("`{name}` 现在是 {shape}，而计算图是按 {want} 建的。", "让它的形状为 {want}。"),
    },
    "check_name": {
        "en": (
            "`{name}` is not an input with a gradient, so there is nothing to check.",
            "Choose from: {names}.",
        ),
        "zh-CN": ("`{name}` 不是有梯度的输入，没有可检查的。", "可选：{names}。"),
    },
    "check_step": {
        "en": ("The step h is {h}; it must be a number above 0.", "Use 1e-5."),
        "zh-CN": ("步长 h 是 {h}，它应是大于 0 的数。", "用 1e-5。"),
    },
    "check_index": {
        "en": (
            "{found} is no element of `{name}`, which is {shape}.",
            "Give one index for each axis, from 0.",
        ),
        "zh-CN": ("`{name}` 是 {shape}，没有元素 {found}。", "每个轴给一个下标，从 0 起。"),
    },
    "expand_unknown": {
        "en": ("There is nothing named `{name}` to expand.", 'Use "all" or one of: {names}.'),
        "zh-CN": ("没有可展开的 `{name}`。", '可用 "all"，或：{names}。'),
    },
    # lines of the mistakes lab ------------------------------------------------------------
    "line_name": {
        "en": ("There is no `{name}` at this line.", "Use these names: {names}."),
        "zh-CN": ("这一行里没有 `{name}`。", "可用的名字：{names}。"),
    },
    "line_target": {
        "en": ("The line does not give `{want}`.", "Write `{want} = …`, or what stands right of it."),
        "zh-CN": ("这一行没有给出 `{want}`。", "写 `{want} = …`，或只写右边的式子。"),
    },
    "line_shape": {
        "en": (
            "The line gives `{name}` the shape {found}, and it needs {want}.",
            "Mind order and transposes.",
        ),
        "zh-CN": ("这一行给出的 `{name}` 形状是 {found}，应为 {want}。", "请注意次序和转置。"),
    },
    # programs and data sets ---------------------------------------------------------------
    **{
        code: {"en": english, "zh-CN": chinese}
        for code, (english, chinese) in (PROGRAM_MESSAGES | DATA_MESSAGES).items()
    },
}


def words_for(code: str, lang: str) -> tuple[str, str]:
    """(message template, fix template) of `code` in `lang`; English where the language is unknown."""
    row = MESSAGES[code]
    return row.get(lang, row["en"])
