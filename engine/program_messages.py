"""The words for programs that cannot be read: code → (English, Chinese), each (what is wrong, what to do)."""

from __future__ import annotations

Words = tuple[str, str]

STOPPED = "I stopped at line {line}, column {column} of `{text}`: "
STOPPED_ZH = "读到第 {line} 行第 {column} 列 `{text}` 时停下了："

PROGRAM_MESSAGES: dict[str, tuple[Words, Words]] = {
    # the whole ----------------------------------------------------------------------------
    "program_empty": (
        ("The program has no statement.", "Write one, such as `L = (x + y) ** 2`."),
        ("程序里还没有语句。", "写一句，例如 `L = (x + y) ** 2`。"),
    ),
    "program_too_long": (
        (
            "The program has {size} bytes; the limit is {limit}.",
            "Shorten it, or put large tensors among the inputs.",
        ),
        ("程序有 {size} 字节，上限是 {limit}。", "请缩短程序，或把大张量放到输入里。"),
    ),
    "nesting_too_deep": (
        ("The expression is nested too deeply from here.", "Split it: give parts of it names of their own."),
        ("从这里起，表达式嵌套得太深。", "请拆开：给其中几部分各取一个名字。"),
    ),
    "syntax": (
        (STOPPED + "this does not read as an expression.", "Write `name = expression`, one a line."),
        (STOPPED_ZH + "这里读不成表达式。", "每行写一句 `名字 = 表达式`。"),
    ),
    "indented": (
        ("This line begins with blanks.", "Begin it at column 1."),
        ("这一行开头有空格。", "请从第 1 列写起。"),
    ),
    "statement_missing": (
        ("There is no statement before this `;`.", "Remove the `;`."),
        ("这个 `;` 前面没有语句。", "请去掉 `;`。"),
    ),
    # characters ---------------------------------------------------------------------------
    "character_typed": (
        (
            "`{character}` is not a sign of the language; programs write `{ascii}`.",
            "Replace it by `{ascii}`.",
        ),
        ("程序里不用 `{character}`，写作 `{ascii}`。", "请换成 `{ascii}`。"),
    ),
    "character_foreign": (
        (
            "The character {character} has no meaning in a program.",
            "Remove it, or write the operation by its name.",
        ),
        ("字符 {character} 在程序里没有意义。", "请删去它，或写出运算的名字。"),
    ),
    "text_literal": (
        (
            "Quoted text is not a value; a program holds numbers and names.",
            "Write a number or a name without quotes.",
        ),
        ("引号里的文字不是值，程序里只有数和名字。", "请写数，或不带引号的名字。"),
    ),
    # words --------------------------------------------------------------------------------
    "word_choice": (
        (
            "There is no `{word}` here: the graph is the same for all values.",
            "Use `maximum`, `minimum`, `relu` or `clip`.",
        ),
        ("这里没有 `{word}`：无论数值如何，计算图都一样。", "可用 `maximum`、`minimum`、`relu` 或 `clip`。"),
    ),
    "word_logic": (
        (
            "There is no `{word}` here: values are numbers, not true or false.",
            "Write the expression with numbers alone.",
        ),
        ("这里没有 `{word}`：值是数，没有真假。", "请只用数来写表达式。"),
    ),
    "word_loop": (
        (
            "There is no `{word}` here: a program has no loops.",
            "Write each line out, or use a tensor and `sum`.",
        ),
        ("这里没有 `{word}`：程序没有循环。", "请逐行写出，或用张量和 `sum`。"),
    ),
    "word_definition": (
        ("There is no `{word}` here: functions cannot be defined.", "Write the expression itself."),
        ("这里没有 `{word}`：不能定义函数。", "请直接写出表达式。"),
    ),
    "word_import": (
        (
            "There is no `{word}` here: all functions are at hand.",
            "Remove the line and call `exp`, `sum` … by name alone.",
        ),
        ("这里没有 `{word}`：函数都可以直接用。", "请删去这一行，直接写 `exp`、`sum` 等。"),
    ),
    "word_statement": (
        (
            "There is no `{word}` here: every line is `name = expression`.",
            "Write an assignment, or choose another name.",
        ),
        ("这里没有 `{word}`：每行都是 `名字 = 表达式`。", "请写成赋值，或换一个名字。"),
    ),
    # signs --------------------------------------------------------------------------------
    "sign_caret": (
        ("A power is written `**`, not `^`.", "Replace `^` by `**`."),
        ("乘方写作 `**`，不是 `^`。", "请把 `^` 换成 `**`。"),
    ),
    "sign_floor": (
        ("`{sign}` rounds down and has no gradient to show.", "Use `/` for division."),
        ("`{sign}` 会向下取整，没有可看的梯度。", "除法请用 `/`。"),
    ),
    "sign_modulo": (
        ("The remainder `{sign}` is not an operation here.", "Use `+ - * / ** @`."),
        ("这里没有取余 `{sign}`。", "可用 `+ - * / ** @`。"),
    ),
    "sign_walrus": (
        ("`:=` is not used here.", "Assign on a line of its own with `=`."),
        ("这里不用 `:=`。", "请另起一行，用 `=` 赋值。"),
    ),
    "sign_comparison": (
        (
            "`{sign}` compares, and values here are numbers, not true or false.",
            "Assign with `=`; choose with `maximum` or `relu`.",
        ),
        ("`{sign}` 是比较，而这里的值是数，没有真假。", "赋值用 `=`；取舍用 `maximum` 或 `relu`。"),
    ),
    "sign_bits": (
        ("`{sign}` works on bits, and values here are real numbers.", "Use `+ - * / ** @`."),
        ("`{sign}` 是位运算，而这里的值是实数。", "可用 `+ - * / ** @`。"),
    ),
    "sign_brace": (
        ("Braces are not used: `{sign}`.", "Use `( )` to group and `[ ]` for lists."),
        ("不用花括号 `{sign}`。", "分组用 `( )`，列表用 `[ ]`。"),
    ),
    "sign_foreign": (
        ("`{sign}` is not a sign of the language.", "Use `+ - * / ** @`, names, numbers and brackets."),
        ("程序里没有 `{sign}`。", "可用 `+ - * / ** @`、名字、数和括号。"),
    ),
    # syntax -------------------------------------------------------------------------------
    "operand_missing": (
        (
            STOPPED + "an operand is missing between `{before}` and `{after}`.",
            "Put a number or a name between them.",
        ),
        (STOPPED_ZH + "`{before}` 和 `{after}` 之间少了一个数。", "请在中间补上数或名字。"),
    ),
    "operand_missing_after": (
        (STOPPED + "an operand is missing after `{before}`.", "Put a number or a name there."),
        (STOPPED_ZH + "`{before}` 后面少了一个数。", "请补上数或名字。"),
    ),
    "operand_missing_before": (
        (STOPPED + "an operand is missing before `{after}`.", "Put a number or a name there."),
        (STOPPED_ZH + "`{after}` 前面少了一个数。", "请补上数或名字。"),
    ),
    "operator_missing": (
        (STOPPED + "an operator is missing between `{before}` and `{after}`.", "Write `*` to multiply."),
        (STOPPED_ZH + "`{before}` 和 `{after}` 之间少了运算符。", "相乘请写 `*`。"),
    ),
    "bracket_unclosed": (
        ("This `{bracket}` is never closed.", "Add `{close}` where it ends."),
        ("这个 `{bracket}` 没有配对的括号。", "请在结尾处补上 `{close}`。"),
    ),
    "bracket_unopened": (
        ("This `{bracket}` closes nothing.", "Remove it, or add `{open}` before."),
        ("这个 `{bracket}` 前面没有 `{open}`。", "请去掉它，或在前面补上 `{open}`。"),
    ),
    "bracket_other": (
        ("`{close}` cannot close `{open}`.", "Use brackets in pairs: `( )` and `[ ]`."),
        ("`{close}` 不能和 `{open}` 配对。", "括号要成对：`( )`、`[ ]`。"),
    ),
    "colon": (
        (STOPPED + "a colon stands only in `x[a:b]`.", "Remove the `:`."),
        (STOPPED_ZH + "冒号只用在 `x[a:b]` 里。", "请去掉 `:`。"),
    ),
    "assign_misplaced": (
        (STOPPED + "`=` cannot stand inside an expression.", "Assign on a line of its own."),
        (STOPPED_ZH + "`=` 不能写在表达式里面。", "请另起一行赋值。"),
    ),
    "number_form": (
        ("`{number}` is not a number as Python writes it.", "Write it like 1000, 1_000, 2.5 or 1e-3."),
        ("`{number}` 不是 Python 的数字写法。", "写成 1000、1_000、2.5 或 1e-3 的样子。"),
    ),
    "number_zeros": (
        ("`{number}` begins with a zero.", "Leave the leading zeros out."),
        ("`{number}` 以 0 开头。", "请去掉开头的 0。"),
    ),
    "number_too_large": (
        (
            "The number {number} is too large.",
            "Numbers go up to 1.8e308; whole numbers of shapes and indices to 2**53.",
        ),
        ("数 {number} 太大。", "数最大到 1.8e308；形状和下标最大到 2**53。"),
    ),
    # assignments --------------------------------------------------------------------------
    "expression_bare": (
        (
            "This expression has no name.",
            "Write `name = ` before it; only a program of one expression needs none.",
        ),
        ("这个表达式没有名字。", "请在前面写 `名字 = `；只有一个表达式的程序才可省略。"),
    ),
    "annotation": (
        ("A `:` after the name is not used here.", "Write `name = expression`."),
        ("名字后面不用 `:`。", "请写 `名字 = 表达式`。"),
    ),
    "assignment_chained": (
        ("Two `=` in one assignment.", "Write one assignment for each name."),
        ("一句里有两个 `=`。", "请为每个名字各写一句。"),
    ),
    "name_missing": (
        ("There is no name before `{sign}`.", "Write `name {sign} expression`."),
        ("`{sign}` 前面没有名字。", "请写 `名字 {sign} 表达式`。"),
    ),
    "name_reserved": (
        ("`{name}` is a word of Python and cannot be a name.", "Choose another name."),
        ("`{name}` 是 Python 的保留字，不能当名字。", "请换一个名字。"),
    ),
    "name_private": (
        ("Names that begin with two underscores are not used: `{name}`.", "Choose another name."),
        ("不用以两条下划线开头的名字：`{name}`。", "请换一个名字。"),
    ),
    "target_tuple": (
        ("One assignment gives one name; the left side is `{target}`.", "Write one line for each name."),
        ("一句只给一个名字赋值，左边却是 `{target}`。", "请为每个名字各写一行。"),
    ),
    "target_item": (
        ("A part of a value cannot be assigned: `{target}`.", "Assign to a name, such as `{name}`."),
        ("不能给值的一部分赋值：`{target}`。", "请给一个名字赋值，例如 `{name}`。"),
    ),
    "target_expression": (
        ("The left side of `=` is one name; here it is `{target}`.", "Write `name = expression`."),
        ("`=` 左边应是一个名字，这里是 `{target}`。", "请写 `名字 = 表达式`。"),
    ),
    # values -------------------------------------------------------------------------------
    "value_boolean": (
        ("`{word}` is not a number.", "Write 1 or 0."),
        ("`{word}` 不是数。", "请写 1 或 0。"),
    ),
    "value_none": (
        ("`{word}` is not a number.", "Write a number or a name."),
        ("`{word}` 不是数。", "请写数或名字。"),
    ),
    "value_complex": (
        ("Numbers here are real; `{number}` is imaginary.", "Write `* j` if j is a name of yours."),
        ("这里的数都是实数，`{number}` 是虚数。", "如果 j 是你的变量，请写 `* j`。"),
    ),
    "value_tuple": (
        ("`{text}` is several values with commas.", "Write a list, such as [1, 2], for a constant tensor."),
        ("`{text}` 是用逗号分开的几个值。", "常量张量请写成 [1, 2] 这样的列表。"),
    ),
    "list_item": (
        (
            "A list holds plain numbers; `{item}` is not one.",
            "Give the whole list as an input, or join parts with `concat`.",
        ),
        ("列表里只能是数，`{item}` 不是。", "请把整个列表作为输入，或用 `concat` 连接。"),
    ),
    "list_ragged": (
        ("The rows of this list have different lengths.", "Give every row the same number of elements."),
        ("列表各行长度不同。", "让每一行的元素个数相同。"),
    ),
    "list_uneven": (
        ("`{item}` is a number where the list has rows.", "Write it as a row, such as [1, 2]."),
        ("列表其余部分是行，而 `{item}` 是一个数。", "请写成一行，例如 [1, 2]。"),
    ),
    "axes_too_many": (
        ("A tensor of {count} axes is too much; the limit is {limit}.", "Use fewer axes."),
        ("张量有 {count} 个轴，上限是 {limit}。", "请减少轴数。"),
    ),
    "slice_step": (
        ("A slice cannot have step 0.", "Use a step of 1 or more, or a negative one."),
        ("切片的步长不能是 0。", "步长请用 1 或更大，也可为负。"),
    ),
    "attribute": (
        ("`{text}`: the only attribute is `.T`, the transpose.", "Use `.T`, or a function."),
        ("`{text}`：属性只有 `.T`（转置）。", "请用 `.T` 或函数。"),
    ),
    # calls --------------------------------------------------------------------------------
    "function_unknown": (
        ("There is no function `{name}`.", "Did you mean `{near}`?"),
        ("没有函数 `{name}`。", "是不是 `{near}`？"),
    ),
    "function_foreign": (
        (
            "There is no function `{name}`.",
            "Use one of the list, such as `exp`, `log`, `relu`, `sum` or `affine`.",
        ),
        ("没有函数 `{name}`。", "可用 `exp`、`log`、`relu`、`sum`、`affine` 等。"),
    ),
    "function_as_value": (
        ("`{name}` is a function and has no value of its own.", "Call it, such as `{name}(x)`."),
        ("`{name}` 是函数，本身没有值。", "请调用它，例如 `{name}(x)`。"),
    ),
    "function_renamed": (
        ("`{name}` is a variable here, so the function cannot be called.", "Give the variable another name."),
        ("`{name}` 在这里是变量，不能再当函数调用。", "请给变量换一个名字。"),
    ),
    "value_called": (
        ("`{name}` is a value and cannot be called.", "Write `*` to multiply."),
        ("`{name}` 是值，不能调用。", "相乘请写 `*`。"),
    ),
    "library_call": (
        ("Functions have no prefix here: `{text}`.", "Write `{name}` alone."),
        ("这里的函数不带前缀：`{text}`。", "直接写 `{name}`。"),
    ),
    "method_call": (
        (
            "Values have no methods here: `{text}`.",
            "Use a function or an operator, such as `sum(x)` or `x @ y`.",
        ),
        ("这里的值没有方法：`{text}`。", "请用函数或运算符，例如 `sum(x)`、`x @ y`。"),
    ),
    "star_argument": (
        ("Arguments cannot be unpacked with `{sign}`.", "Write each argument out."),
        ("参数不能用 `{sign}` 展开。", "请逐个写出参数。"),
    ),
    "argument_order": (
        ("An argument without a name follows one with a name.", "Put the arguments without names first."),
        ("不带名字的参数写在了带名字的后面。", "请把不带名字的参数放在前面。"),
    ),
    "argument_missing": (
        ("{op}: the argument `{name}` is missing.", "Call it as `{takes}`."),
        ("{op}：缺少参数 `{name}`。", "写法：`{takes}`。"),
    ),
    "arguments_too_many": (
        ("{op}: {count} arguments are too many.", "Call it as `{takes}`."),
        ("{op}：{count} 个参数太多了。", "写法：`{takes}`。"),
    ),
    "argument_repeated": (
        ("{op}: the argument `{name}` is given twice.", "Give it once."),
        ("{op}：参数 `{name}` 给了两次。", "只给一次。"),
    ),
    "keyword_unknown": (
        ("{op} has no argument `{name}`.", "Call it as `{takes}`."),
        ("{op} 没有参数 `{name}`。", "写法：`{takes}`。"),
    ),
    # settings -----------------------------------------------------------------------------
    "setting_number": (
        ("{op}: `{name}` is a plain number, and `{found}` is not.", "Write a number, such as 0.1."),
        ("{op}：`{name}` 应直接写数，而不是 `{found}`。", "请写一个数，例如 0.1。"),
    ),
    "setting_axis": (
        ("{op}: `{name}` is a whole number, and `{found}` is not.", "Write a whole number, such as 0 or -1."),
        ("{op}：`{name}` 应是整数，而不是 `{found}`。", "请写整数，例如 0 或 -1。"),
    ),
    "setting_axes": (
        (
            "{op}: `{name}` is a whole number, several in parentheses, or None; `{found}` is not.",
            "Write 0, (0, 1) or None.",
        ),
        ("{op}：`{name}` 应是整数、几个整数或 None，而不是 `{found}`。", "请写 0、(0, 1) 或 None。"),
    ),
    "setting_flag": (
        ("{op}: `{name}` is True or False, and `{found}` is neither.", "Write True or False."),
        ("{op}：`{name}` 应是 True 或 False，而不是 `{found}`。", "请写 True 或 False。"),
    ),
    "setting_shape": (
        (
            "{op}: `{name}` is a shape in whole numbers, and `{found}` is not.",
            "Write it like (2, 3) or (-1,); one size may be -1.",
        ),
        ("{op}：`{name}` 应是整数组成的形状，而不是 `{found}`。", "写成 (2, 3) 或 (-1,)；可有一个 -1。"),
    ),
    "setting_index": (
        (
            "An index is a whole number or a slice, and `{found}` is not.",
            "Write it like x[0], x[0, 1] or x[1:3].",
        ),
        ("下标应是整数或切片，而不是 `{found}`。", "写成 x[0]、x[0, 1] 或 x[1:3] 的样子。"),
    ),
    "setting_count": (
        (
            "{op}: `{name}` is a whole number from 0, and `{found}` is not.",
            "Write a whole number, such as 3.",
        ),
        ("{op}：`{name}` 应是不小于 0 的整数，而不是 `{found}`。", "请写整数，例如 3。"),
    ),
}
