"""The mistakes, one row each: where it is planted, how the line reads then, and how it may be mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.mistakes.fixtures import (
    APPLES,
    BRANCHES,
    CHECKED_NET,
    FORK,
    KEEPING_NET,
    NET,
    OPEN_NET,
    SHARED,
    SIGMOID_NET,
    Fixture,
)
from engine.mistakes.lines import Line, Said


@dataclass(frozen=True)
class Choice:
    """A fix that does not mend, and why."""

    text: str
    why: Said


@dataclass(frozen=True, eq=False)
class Bug:
    """line: its id in the fixture's lines; text: how it reads here. passes: the pass that is checked.

    title and symptom do not give it away; the lesson does.
    """

    id: str
    fixture: Fixture
    line: str
    text: str
    title: Said
    symptom: Said
    lesson: Said
    wrong: tuple[Choice, Choice]
    passes: int = 1

    @property
    def right(self) -> Line:
        """The line as it should be."""
        return next(line for line in self.fixture.lines if line.id == self.line)

    @property
    def choices(self) -> Mapping[str, str]:
        """Three fixes by id, one of them right, in an order that does not tell."""
        texts = sorted((self.right.text, *(choice.text for choice in self.wrong)))
        return dict(zip("abc", texts, strict=True))

    def why_not(self, text: str) -> Said | None:
        """What is said of a choice that does not mend; None for the one that does."""
        return next((choice.why for choice in self.wrong if choice.text == text), None)


MASK = ("The mask looks at the input.", "掩码看的是输入。")
ROWS = (
    Bug(
        id="B1", fixture=FORK, line="second", text="dx = G * y",
        title=("A variable used twice", "用了两次的变量"),
        symptom=("Of two gradients one is off by exactly 1.", "两个梯度里，有一个正好差 1。"),
        lesson=("Branches add.", "分支处相加。"),
        wrong=(
            Choice("dx = 2 * G * y", ("Two uses do not double it: each sends a contribution of its own.", "用两次不等于乘 2：每次各传一份贡献。")),
            Choice("dx -= G * y", ("Contributions are added, whatever their signs.", "不论正负，贡献都是相加。")),
        ),
    ),
    Bug(
        id="B2", fixture=NET, line="dA1", text="dA1 = dZ2 @ W2",
        title=("Better than right", "比正确的还好"),
        symptom=("The loss falls faster than in the correct run.", "损失比正确的运行降得还快。"),
        lesson=("Falling loss proves nothing.", "损失下降，什么也证明不了。"),
        wrong=(
            Choice("dA1 = dZ2 @ W2 / N", ("A factor does not turn the matrix: the transpose is still missing.", "乘个系数转不了矩阵：还是缺转置。")),
            Choice("dA1 = dZ2 @ W1.T", ("W1 belongs to the first layer; this is the way back through the second.", "W1 属于第一层，这里要回过第二层。")),
        ),
    ),
    Bug(
        id="B3", fixture=NET, line="db2", text="db2 = mean(dZ2, axis=0)",
        title=("One stands alone", "只有一个不对"),
        symptom=("The loss falls more slowly than in the correct run.", "损失比正确的运行降得慢。"),
        lesson=("Copied forward, summed back.", "正向复制，反向求和。"),
        wrong=(
            Choice("db2 = sum(dZ2, axis=0) / N", ("That is the same mean: the batch average came in at the loss already.", "这还是平均：损失那里已经除过 N。")),
            Choice("db2 = max(dZ2, axis=0)", ("One row is not all rows: every row used the bias.", "一行代表不了所有行：每一行都用了偏置。")),
        ),
    ),
    Bug(
        id="B4", fixture=NET, line="dZ2", text="dZ2 = y - T",
        title=("All of them alike", "全都一个样"),
        symptom=("The loss falls fast, as if the learning rate were larger.", "损失降得很快，好像学习率变大了。"),
        lesson=("Average in, average out.", "正向取平均，反向也取平均。"),
        wrong=(
            Choice("dZ2 = (y - T) * N", ("That makes every gradient larger still.", "这样每个梯度更大了。")),
            Choice("dZ2 = (y - T) / 2", ("Half is not the mean: the batch has N samples.", "一半不是平均：一批有 N 个样本。")),
        ),
    ),
    Bug(
        id="B5", fixture=NET, line="dZ1", text="dZ1 = relu(dA1)",
        title=("Stuck on the way", "停在半路"),
        symptom=("The loss ends far above that of the correct run.", "最后的损失远高于正确的运行。"),
        lesson=MASK,
        wrong=(
            Choice("dZ1 = -relu(-dA1)", ("That still goes by the gradient's sign.", "这还是在看梯度的正负。")),
            Choice("dZ1 = dA1", ("Without a mask the gradient passes where Z1 was negative too.", "没有掩码，Z1 为负处也会通过。")),
        ),
    ),
    Bug(
        id="B5b", fixture=NET, line="dZ1", text="dZ1 = dA1",
        title=("It learns all the same", "照样在学"),
        symptom=("The loss falls faster than in the correct run; only one layer's gradients are off.", "损失降得更快，只有一层的梯度不对。"),
        lesson=MASK,
        wrong=(
            Choice("dZ1 = relu(dA1)", ("That mask looks at the gradient's sign, not at the input.", "这个掩码看的是梯度的正负，不是输入。")),
            Choice("dZ1 = dA1 * (1 - M)", ("The mask is upside down: it passes where relu was closed.", "掩码反了：relu 关闭处反而通过。")),
        ),
    ),
    Bug(
        id="B6", fixture=SIGMOID_NET, line="dZ1", text="dZ1 = dA1 * Z1 * (1 - Z1)",
        title=("Each cell in its own way", "每格错得都不同"),
        symptom=("A net with sigmoid breaks down after a few steps.", "用 sigmoid 的网络，没几步就崩了。"),
        lesson=("Use the kept output.", "用保留的输出。"),
        wrong=(
            Choice("dZ1 = dA1 * A1", ("That is half of the slope; it is y(1 − y).", "这只是斜率的一半，斜率是 y(1 − y)。")),
            Choice("dZ1 = dA1 * (1 - A1 * A1)", ("That is the slope of tanh.", "这是 tanh 的斜率。")),
        ),
    ),
    Bug(
        id="B7", fixture=APPLES, line="factors", text="dx = da * x",
        title=("The price of two apples", "两个苹果的价钱"),
        symptom=("Two of the three gradients are far off.", "三个梯度里有两个差得很远。"),
        lesson=("The other input.", "乘另一个输入。"),
        wrong=(
            Choice("dx = da * x * y", ("That is both inputs; the slope towards one is the other alone.", "两个都乘上了；对一个的斜率只是另一个。")),
            Choice("dx = da / x", ("Multiplying forward does not mean dividing on the way back.", "正向是乘，反向并不是除。")),
        ),
    ),
    Bug(
        id="B8", fixture=KEEPING_NET, line="keep", text="keep = 1", passes=2,
        title=("Right at first", "第一遍是对的"),
        symptom=("The first pass is right; from the second on every gradient is off.", "第一遍正确，从第二遍起梯度都不对。"),
        lesson=("They add until cleared.", "不清零就一直累加。"),
        wrong=(
            Choice("keep = 0.5", ("Half of the old gradients is still there.", "旧梯度还留着一半。")),
            Choice("keep = -1", ("Now the old gradients are subtracted: pass 2 ends at 0.", "这样会减去旧梯度：第 2 遍得 0。")),
        ),
    ),
    Bug(
        id="B9", fixture=NET, line="dZ2", text="dZ2 = (T - y) / N",
        title=("Uphill", "越走越高"),
        symptom=("The loss rises from the first step on, and the check fails everywhere.", "从第一步起损失就上升，检查处处不通过。"),
        lesson=("Prediction minus label.", "预测减标签。"),
        wrong=(
            Choice("dZ2 = (T - y) * N", ("The sign is still turned, and now the size is off as well.", "符号还是反的，大小也不对了。")),
            Choice("dZ2 = T / N - y", ("The sign is still turned, and only the label is averaged.", "符号还是反的，而且只平均了标签。")),
        ),
    ),
    Bug(
        id="B10", fixture=NET, line="update", text="P = P + rate * dP",
        title=("Nothing to be found", "查不出来"),
        symptom=("The loss rises at once, and the gradient check passes.", "损失一下就上升，而梯度检查通过。"),
        lesson=("The check tests gradients, not the update.", "检查的是梯度，不是更新。"),
        wrong=(
            Choice("P = P + rate * rate * dP", ("Smaller steps uphill are still uphill.", "上坡的步子变小，还是在上坡。")),
            Choice("P = P - dP", ("Downhill, but without the learning rate.", "方向对了，但没有乘学习率。")),
        ),
    ),
    Bug(
        id="B11", fixture=BRANCHES, line="dr", text="dr = G * M; G = dr",
        title=("Fine alone, wrong in company", "单独没事，一起就错"),
        symptom=("relu alone passes the check; beside a second branch it does not.", "relu 单独能通过检查，旁边多一个分支就不行。"),
        lesson=("Copy before you change.", "先复制，再修改。"),
        wrong=(
            Choice("dr = G", ("Now nothing is masked: the gradient passes where x was negative.", "这样没有掩码，x 为负处也会通过。")),
            Choice("G = G * M; dr = G", ("G is still overwritten, and the other branch needs it.", "G 还是被改掉了，另一个分支还要用它。")),
        ),
    ),
    Bug(
        id="B12", fixture=OPEN_NET, line="dZ2", text="dZ2 = dY * y * (1 - y)",
        title=("From bad to nothing", "越来越糟"),
        symptom=("The loss falls once, then rises and breaks down; the check fails everywhere.", "损失先降一次，接着上升，最后崩了；检查处处不通过。"),
        lesson=("Scores compete.", "得分互相竞争。"),
        wrong=(
            Choice("dZ2 = dY * y", ("Each score still moves its own probability alone.", "每个得分还是只影响自己的概率。")),
            Choice("dZ2 = dY * (1 - y)", ("Each score still moves its own probability alone.", "每个得分还是只影响自己的概率。")),
        ),
    ),
    Bug(
        id="B13", fixture=SHARED, line="early", text="dx += db * a",
        title=("One too many", "多出来的 1"),
        symptom=("An intermediate value is used twice, and one gradient is too large.", "一个中间值用了两次，有一个梯度偏大。"),
        lesson=("Wait for all contributions.", "等所有贡献到齐。"),
        wrong=(
            Choice("dx += db * a / 2", ("Half of it is still too early: db waits for a second contribution.", "传一半也太早：db 还在等另一份贡献。")),
            Choice("dx -= db * a", ("What was never due need not be taken away either.", "本来就不该传，也就不用减掉。")),
        ),
    ),
    Bug(
        id="B14", fixture=CHECKED_NET, line="h", text="h = 1e-12",
        title=("Wrong everywhere?", "处处都错？"),
        symptom=("Every parameter fails the check, and training goes as it should.", "参数全没通过检查，训练却正常。"),
        lesson=("Check the checker.", "检查本身也要检查。"),
        wrong=(
            Choice("h = 1e-14", ("Smaller still: what is left of the difference is rounding.", "更小了：差分里只剩舍入误差。")),
            Choice("h = 0.5", ("So large a step cuts across the bend.", "步子太大，弯处就被切掉了。")),
        ),
    ),
)  # fmt: skip
BUGS: Mapping[str, Bug] = {bug.id: bug for bug in ROWS}
