"""Training as the chapter means it: the losses of a loop written by hand, and none of the chapter's slips."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine.datasets import DataSet, digits
from engine.nets import PARAMETERS, TwoLayerNet
from engine.op import Array
from engine.train import SMOOTHING, Epoch, Recipe, Stepped, Training

RECIPE = Recipe(hidden_size=4, weight_init=0.5, epochs=3, batch_size=5, seed=7)
"""Seventeen samples: three whole batches and one of two."""
SAMPLES, STEPS = 17, 4


def data_set(samples: int = SAMPLES, seed: int = 0) -> DataSet:
    random = np.random.default_rng(seed)
    x, t = random.random((samples + 6, 6)), random.integers(3, size=samples + 6).astype(np.float64)
    return DataSet(x[:samples], t[:samples], x[samples:], t[samples:], rows=2, columns=3, classes=3)


def events_of(recipe: Recipe = RECIPE, data: DataSet | None = None) -> list[Stepped | Epoch]:
    return list(Training(data or data_set(), recipe).events())


def losses(recipe: Recipe = RECIPE) -> list[float]:
    return [event.loss for event in events_of(recipe) if isinstance(event, Stepped)]


def loss_and_gradients(p: dict[str, Array], x: Array, t: Array) -> tuple[float, dict[str, Array]]:
    """The chapter's net with relu, written out."""
    rows, labels = np.arange(len(x)), t.astype(int)
    hidden = np.maximum(x @ p["W1"] + p["b1"], 0)
    scores = hidden @ p["W2"] + p["b2"]
    y = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    loss = float(-np.log(y[rows, labels]).mean())
    y[rows, labels] -= 1
    y /= len(x)
    back = (y @ p["W2"].T) * (hidden > 0)
    return loss, {"W1": x.T @ back, "b1": back.sum(axis=0), "W2": hidden.T @ y, "b2": y.sum(axis=0)}


def by_hand(data: DataSet, recipe: Recipe) -> list[float]:
    """The same training, written out: every loss before its update."""
    p = TwoLayerNet(6, recipe.hidden_size, 3, recipe.weight_init, recipe.seed).params
    v: dict[str, Any] = dict.fromkeys(p, 0.0)
    random = np.random.default_rng((recipe.seed, 1))
    found = []
    for _ in range(recipe.epochs):
        order = random.permutation(len(data.t_train))
        for start in range(0, len(order), recipe.batch_size):
            batch = order[start : start + recipe.batch_size]
            loss, gradients = loss_and_gradients(p, data.x_train[batch], data.t_train[batch])
            found.append(loss)
            for name, gradient in gradients.items():
                decay = recipe.weight_decay * p[name] if name.startswith("W") else 0.0
                v[name] = recipe.momentum * v[name] - recipe.rate * (gradient + decay)
                p[name] = p[name] + v[name]
    return found


@pytest.mark.parametrize(
    "recipe",
    [
        RECIPE,
        replace(RECIPE, momentum=0.9),
        replace(RECIPE, weight_decay=0.05),
        replace(RECIPE, momentum=0.5, weight_decay=0.05, weight_init="he"),
        replace(RECIPE, weight_init="xavier", rate=1.0),
    ],
)
def test_losses_are_those_of_a_loop_written_by_hand(recipe: Recipe) -> None:
    np.testing.assert_allclose(losses(recipe), by_hand(data_set(), recipe), rtol=1e-11)


def test_the_loss_noted_is_the_one_that_the_gradient_was_taken_at() -> None:
    """The chapter notes the loss after the update (chapter-notes, fault 8)."""
    training = Training(data_set(), replace(RECIPE, batch_size=SAMPLES))
    before = training.net.loss(training.data.x_train, training.data.t_train)
    first = next(training.events())

    assert isinstance(first, Stepped)
    assert first.loss == pytest.approx(before, rel=1e-14)
    assert first.loss > training.net.loss(training.data.x_train, training.data.t_train)


def test_every_sample_is_met_once_in_an_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chapter draws batches with replacement."""
    data = data_set()
    training, met = Training(data, RECIPE), []
    backprop = training.net.backprop

    def watched(x: Array, t: Array) -> Any:
        met.append(x)
        return backprop(x, t)

    monkeypatch.setattr(training.net, "backprop", watched)
    list(training.events())

    assert [len(x) for x in met] == [5, 5, 5, 2] * RECIPE.epochs
    epochs = [np.concatenate(met[k : k + STEPS]) for k in range(0, len(met), STEPS)]
    for rows in epochs:
        np.testing.assert_array_equal(np.unique(rows, axis=0), np.unique(data.x_train, axis=0))
    assert not np.array_equal(epochs[0], epochs[1])


def test_accuracy_is_measured_at_the_end_of_the_epoch() -> None:
    """The chapter measures at its beginning."""
    data, training = data_set(), Training(data_set(), RECIPE)
    seen = []
    for event in training.events():
        if isinstance(event, Epoch):
            assert (event.epoch, event.step) == (training.epoch, training.step)
            assert event.train == training.net.accuracy(data.x_train, data.t_train)
            assert event.test == training.net.accuracy(data.x_test, data.t_test)
        seen.append(type(event))

    assert seen == ([Stepped] * STEPS + [Epoch]) * RECIPE.epochs
    assert training.step == training.steps == STEPS * RECIPE.epochs


def test_steps_and_epochs_are_counted_from_one() -> None:
    found = [(e.step, e.epoch) for e in events_of() if isinstance(e, Stepped)]
    assert found == [(k + 1, k // STEPS + 1) for k in range(12)]


def test_one_seed_is_one_training() -> None:
    assert events_of() == events_of()
    assert losses(replace(RECIPE, seed=8)) != losses()


def test_the_smoothed_loss_is_a_mean_in_which_older_batches_fade() -> None:
    found = [event for event in events_of() if isinstance(event, Stepped)]
    weights = [SMOOTHING**k for k in reversed(range(len(found)))]

    assert found[0].smoothed == pytest.approx(found[0].loss)
    mean = np.average([event.loss for event in found], weights=weights)
    assert found[-1].smoothed == pytest.approx(mean)


def test_measures_are_those_of_the_last_update() -> None:
    training = Training(data_set(), replace(RECIPE, batch_size=SAMPLES))
    assert (training.measures(), training.dead()) == ({}, None)
    before = {name: value.copy() for name, value in training.net.params.items()}
    gradients = training.net.gradient(training.data.x_train, training.data.t_train)
    next(training.events())

    for name, measure in training.measures().items():
        after = training.net.params[name]
        moved = float(np.linalg.norm(after - before[name]))
        assert measure.gradient_norm == pytest.approx(float(np.linalg.norm(gradients[name])))
        assert measure.weight_norm == pytest.approx(float(np.linalg.norm(after)))
        assert measure.update_ratio == pytest.approx(moved / measure.weight_norm)
    assert list(training.measures()) == list(PARAMETERS)


def test_units_that_no_sample_opens_are_dead() -> None:
    training = Training(data_set(), replace(RECIPE, rate=0.0))
    training.net.params["b1"][:3] = -1e3
    next(training.events())
    assert training.dead() == 0.75

    curved = Training(data_set(), replace(RECIPE, activation="sigmoid"))
    next(curved.events())
    assert curved.dead() is None


def test_what_does_not_move_has_no_ratio() -> None:
    training = Training(data_set(), replace(RECIPE, rate=0.0, weight_init=0.0))
    next(training.events())
    assert {measure.update_ratio for measure in training.measures().values()} == {0.0}


def test_training_that_diverges_ends_all_the_same() -> None:
    found = events_of(replace(RECIPE, rate=1e308, weight_init=9.0))
    assert len(found) == (STEPS + 1) * RECIPE.epochs
    assert not np.isfinite(found[-2].loss if isinstance(found[-2], Stepped) else 0.0)


def test_digits_are_learnt() -> None:
    """One epoch with a scale and a momentum that need no more."""
    *_, last = Training(digits(), Recipe(weight_init="he", momentum=0.9, epochs=1)).events()
    assert isinstance(last, Epoch)
    assert last.test > 0.85
