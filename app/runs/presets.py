"""Runs worth starting with: each a request, with what it is called and what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.language import Language
from app.run_wire import validated_run


@dataclass(frozen=True)
class Preset:
    """title and goal: by language."""

    slug: str
    title: Mapping[Language, str]
    goal: Mapping[Language, str]
    request: Mapping[str, Any]

    def told(self, lang: Language) -> dict[str, Any]:
        """As it is answered, every choice of the request filled in."""
        request = validated_run(dict(self.request)).model_dump()
        return {"slug": self.slug, "title": self.title[lang], "goal": self.goal[lang], "request": request}


# How the second was found, and how well both do: benchmarks/README.md.
PRESETS = (
    Preset(
        "chapter",
        {"en": "As in the chapter", "zh-CN": "与教材相同"},
        {
            "en": "784-50-10, plain gradient descent, small random weights: about 0.91 on the test set.",
            "zh-CN": "784-50-10，普通梯度下降，很小的随机权重：测试集约 0.91。",
        },
        {"kind": "training"},
    ),
    Preset(
        "better",
        {"en": "Above 95 %", "zh-CN": "超过 95%"},
        {
            "en": "More hidden units, He's scale, momentum, smaller batches: above 0.95 in half the epochs.",
            "zh-CN": "更多隐藏单元、He 初始化、动量、更小的批量：轮数减半，超过 0.95。",
        },
        {
            "kind": "training",
            "hidden_size": 200,
            "weight_init": "he",
            "epochs": 10,
            "batch_size": 50,
            "rate": 0.05,
            "momentum": 0.9,
        },
    ),
    *(
        Preset(
            f"race-{inputs}-{hidden}-{outputs}",
            {
                "en": f"Race: {inputs}-{hidden}-{outputs}",
                "zh-CN": f"赛跑：{inputs}-{hidden}-{outputs}",
            },
            {
                "en": "The same gradients twice: by nudging every parameter, and by going back once.",
                "zh-CN": "同样的梯度求两次：逐个微调参数，或只反向传播一次。",
            },
            {
                "kind": "efficiency",
                "input_size": inputs,
                "hidden_size": hidden,
                "output_size": outputs,
            },
        )
        for inputs, hidden, outputs in ((3, 3, 3), (16, 8, 4), (784, 50, 10))
    ),
)
