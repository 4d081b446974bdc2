"""Training on the digits: the loop against NumPy written by hand, what telling costs, and what is learnt."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

import numpy as np

from app.runs.presets import PRESETS
from app.runs.training import TELLING, TrainingWork
from benchmarks.rounds import QUICK, Effort, measure
from benchmarks.table import duration, ratio, table
from benchmarks.targets import Target
from engine.datasets import DataSet, digits
from engine.memory import keep_memory
from engine.train import Recipe, Stepped, Training

HAND, ENGINE, TOLD, TORCH = "NumPy by hand", "engine", "engine, told 60 times a second", "torch eager"
SEEDS = range(5)
SPAWN = multiprocessing.get_context("spawn")


class Learnt(NamedTuple):
    """Losses of all updates, and the last accuracies."""

    losses: list[float]
    train: float
    test: float


def by_hand(data: DataSet, recipe: Recipe) -> Learnt:
    """The chapter's training as one writes it in NumPy, its faults mended."""
    keep_memory()
    x_train, t_train = data.x_train, data.t_train.astype(np.intp)
    x_test, t_test = data.x_test, data.t_test.astype(np.intp)
    normal = np.random.default_rng(recipe.seed).standard_normal
    W1, b1 = 0.01 * normal((x_train.shape[1], recipe.hidden_size)), np.zeros(recipe.hidden_size)
    W2, b2 = 0.01 * normal((recipe.hidden_size, data.classes)), np.zeros(data.classes)
    shuffle = np.random.default_rng((recipe.seed, 1)).permutation
    losses = []

    def accuracy(x: Any, t: Any) -> float:
        return float(np.mean((np.maximum(x @ W1 + b1, 0) @ W2 + b2).argmax(axis=1) == t))

    train = test = 0.0
    for _ in range(recipe.epochs):
        order = shuffle(len(t_train))
        for start in range(0, len(order), recipe.batch_size):
            batch = order[start : start + recipe.batch_size]
            x, t, rows = x_train[batch], t_train[batch], np.arange(len(batch))
            hidden = np.maximum(x @ W1 + b1, 0)
            scores = hidden @ W2 + b2
            scores -= scores.max(axis=1, keepdims=True)
            y = np.exp(scores)
            y /= y.sum(axis=1, keepdims=True)
            losses.append(float(-np.log(y[rows, t]).mean()))
            y[rows, t] -= 1
            y /= len(batch)
            back = y @ W2.T
            back *= hidden > 0
            W1 -= recipe.rate * (x.T @ back)
            b1 -= recipe.rate * back.sum(axis=0)
            W2 -= recipe.rate * (hidden.T @ y)
            b2 -= recipe.rate * y.sum(axis=0)
        train, test = accuracy(x_train, t_train), accuracy(x_test, t_test)
    return Learnt(losses, train, test)


def by_engine(data: DataSet, recipe: Recipe) -> Learnt:
    """The engine's training, every event taken."""
    losses, train, test = [], 0.0, 0.0
    for event in Training(data, recipe).events():
        if isinstance(event, Stepped):
            losses.append(event.loss)
        else:
            train, test = event.train, event.test
    return Learnt(losses, train, test)


def by_run(data: DataSet, recipe: Recipe, pipe: Connection) -> Learnt:
    """The same as a run's process does it: in slices, its notes sent to another process."""
    work = TrainingWork(data, "digits", recipe)
    losses, train, test = [], 0.0, 0.0
    while work.wait() is not None:
        pipe.poll(0)
        for said in work.go():
            pipe.send(said)
            losses += said.data.get("loss", [])
            train, test = said.data.get("train", train), said.data.get("test", test)
    return Learnt(losses, train, test)


def by_torch(data: DataSet, recipe: Recipe) -> Learnt:
    """The same in PyTorch's eager mode."""
    import torch  # noqa: PLC0415

    torch.set_num_threads(1)
    x_train, x_test = torch.from_numpy(data.x_train), torch.from_numpy(data.x_test)
    t_train, t_test = (torch.from_numpy(t.astype(np.int64)) for t in (data.t_train, data.t_test))
    normal = np.random.default_rng(recipe.seed).standard_normal
    W1 = torch.from_numpy(0.01 * normal((data.x_train.shape[1], recipe.hidden_size))).requires_grad_()
    b1 = torch.zeros(recipe.hidden_size, dtype=torch.float64, requires_grad=True)
    W2 = torch.from_numpy(0.01 * normal((recipe.hidden_size, data.classes))).requires_grad_()
    b2 = torch.zeros(data.classes, dtype=torch.float64, requires_grad=True)
    descent = torch.optim.SGD((W1, b1, W2, b2), lr=recipe.rate)
    shuffle = np.random.default_rng((recipe.seed, 1)).permutation
    losses: list[float] = []

    def scores(x: Any) -> Any:
        return torch.relu(x @ W1 + b1) @ W2 + b2

    def accuracy(x: Any, t: Any) -> float:
        with torch.no_grad():
            return float((scores(x).argmax(dim=1) == t).double().mean())

    train = test = 0.0
    for _ in range(recipe.epochs):
        order = torch.from_numpy(shuffle(len(t_train)))
        for batch in order.split(recipe.batch_size):
            loss = torch.nn.functional.cross_entropy(scores(x_train[batch]), t_train[batch])
            losses.append(loss.item())
            descent.zero_grad()
            loss.backward()
            descent.step()
        train, test = accuracy(x_train, t_train), accuracy(x_test, t_test)
    return Learnt(losses, train, test)


def drain(pipe: Connection) -> None:
    """The other end of a run's pipe."""
    with suppress(EOFError):
        while True:
            pipe.recv()


def training(*, quick: bool) -> Iterator[str | Target]:
    """Times, what telling costs, and accuracies; all learn the same."""
    data = digits()
    if quick:
        data = replace(data, x_train=data.x_train[:300], t_train=data.t_train[:300])
    yield from _loops(data, quick=quick)
    yield from _accuracies(data, quick=quick)
    if not quick:
        yield _choice(data)


def _loops(data: DataSet, *, quick: bool) -> Iterator[str | Target]:
    recipe = Recipe(epochs=1 if quick else 20)
    ours, theirs = SPAWN.Pipe()
    listener = SPAWN.Process(target=drain, args=(theirs,), daemon=True)
    listener.start()
    theirs.close()
    loops: dict[str, Callable[[], Learnt]] = {
        HAND: lambda: by_hand(data, recipe),
        ENGINE: lambda: by_engine(data, recipe),
        TOLD: lambda: by_run(data, recipe, ours),
    }
    if find_spec("torch"):
        loops[TORCH] = lambda: by_torch(data, recipe)
    _agree(loops)
    times = measure(loops, QUICK if quick else Effort(rounds=7, least=0.0))
    ours.close()
    listener.join()
    steps = Training(data, recipe).steps
    yield table(
        [f"{recipe.epochs} epochs, {steps:,} updates of 784-50-10", "ratio", "best"],
        [[name, ratio(found.over(times[HAND])), duration(found.best)] for name, found in times.items()],
    )
    if not quick:
        yield Target("training / NumPy by hand", times[ENGINE].over(times[HAND]), 1.15)
        yield Target("training, told of / NumPy by hand", times[TOLD].over(times[HAND]), 1.3)
        yield Target(f"told {1 / TELLING:.0f} times a second / untold", times[TOLD].over(times[ENGINE]), 1.05)


def _agree(loops: Mapping[str, Callable[[], Learnt]]) -> None:
    wanted = loops[HAND]()
    for name, loop in loops.items():
        found = loop()
        np.testing.assert_allclose(found.losses, wanted.losses, rtol=1e-6, err_msg=name)
        np.testing.assert_allclose(found[1:], wanted[1:], atol=2e-3, err_msg=name)


def _accuracies(data: DataSet, *, quick: bool) -> Iterator[str | Target]:
    """The presets, as the mean of five seeds; the chapter's by hand too."""
    seeds = SEEDS[:1] if quick else SEEDS
    recipes = {preset.slug: recipe_of(preset.request) for preset in PRESETS if preset.slug in WANTED}
    if quick:
        recipes = {slug: replace(recipe, epochs=1) for slug, recipe in recipes.items()}
    rows, means = [], {}
    for name, learn, recipe in (
        ("chapter, NumPy by hand", by_hand, recipes["chapter"]),
        *((slug, by_engine, recipe) for slug, recipe in recipes.items()),
    ):
        found = [learn(data, replace(recipe, seed=seed)) for seed in seeds]
        tests = [each.test for each in found]
        means[name] = float(np.mean(tests))
        train = float(np.mean([each.train for each in found]))
        rows.append([name, f"{train:.4f}", f"{means[name]:.4f}", f"{min(tests):.4f} to {max(tests):.4f}"])
    yield table([f"mean of {len(seeds)} seeds", "train", "test", "test, by seed"], rows)
    if not quick:
        for slug, least in WANTED.items():
            yield Target(f"test accuracy, {slug}", means[slug], least, floor=True)


WANTED = {"chapter": 0.91, "better": 0.95}


def _choice(data: DataSet) -> str:
    """How the better preset was chosen: by the last fifth of the training samples, never by the test set."""
    cut = len(data.t_train) * 4 // 5
    part = replace(
        data,
        x_train=data.x_train[:cut],
        t_train=data.t_train[:cut],
        x_test=data.x_train[cut:],
        t_test=data.t_train[cut:],
    )
    he = Recipe(weight_init="he", epochs=10)
    candidates = {
        "784-100-10, batch 100, rate 0.1": replace(he, hidden_size=100),
        "784-100-10, batch 50, rate 0.1": replace(he, hidden_size=100, batch_size=50),
        "784-100-10, batch 100, rate 0.05, momentum 0.9": replace(
            he, hidden_size=100, rate=0.05, momentum=0.9
        ),
        "784-100-10, batch 50, rate 0.05, momentum 0.9": replace(
            he, hidden_size=100, batch_size=50, rate=0.05, momentum=0.9
        ),
        "784-200-10, batch 50, rate 0.1": replace(he, hidden_size=200, batch_size=50),
        "784-200-10, batch 50, rate 0.05, momentum 0.9": replace(
            he, hidden_size=200, batch_size=50, rate=0.05, momentum=0.9
        ),
        "the same, weight decay 0.001": replace(
            he, hidden_size=200, batch_size=50, rate=0.05, momentum=0.9, weight_decay=0.001
        ),
    }
    rows = []
    for name, recipe in candidates.items():
        found = [by_engine(part, replace(recipe, seed=seed)).test for seed in range(3)]
        rows.append([name, f"{np.mean(found):.4f}"])
    return table(["He's scale, 10 epochs, 6,400 samples, mean of 3 seeds", "the other 1,600"], rows)


def recipe_of(request: Mapping[str, Any]) -> Recipe:
    """The recipe of a preset's request."""
    return Recipe(**{name: value for name, value in request.items() if name in Recipe.__dataclass_fields__})
