"""The slow lane of the race: every parameter once, both gradients alike, the net left as it was."""

from __future__ import annotations

import numpy as np

from engine.race import Race


def test_every_parameter_costs_two_runs_and_finds_the_same_gradient() -> None:
    race = Race((3, 3, 3), batch=4, seed=0)
    found = list(race.nudges())

    assert (race.parameters, race.evaluations) == (24, 48)
    assert len(found) == 24
    analytic = np.concatenate([gradient.reshape(-1) for gradient in race.backprop().values()])
    np.testing.assert_array_equal(sorted(n.analytic for n in found), np.sort(analytic))
    assert max(n.error for n in found if not n.kink) < 1e-7


def test_the_counts_of_the_presets() -> None:
    assert Race((16, 8, 4), batch=4, seed=0).evaluations == 344
    assert Race((784, 50, 10), batch=4, seed=0).evaluations == 79_520


def test_the_net_is_left_as_it_was_even_in_the_middle() -> None:
    race = Race((4, 3, 2), batch=3, seed=1)
    before = {name: value.copy() for name, value in race.net.params.items()}
    slow = race.nudges()
    for _ in range(5):
        next(slow)

    for name, value in race.net.params.items():
        np.testing.assert_array_equal(value, before[name])


def test_a_kink_within_the_nudge_is_set_apart() -> None:
    race = Race((1, 1, 2), batch=1, seed=0)
    race.net.params["W1"][:] = 0.0
    assert [n.kink for n in race.nudges()].count(True) == 2  # W1 and b1 open the unit that stands at 0


def test_the_order_comes_from_the_seed() -> None:
    def order(seed: int) -> list[float]:
        race = Race((4, 3, 2), batch=3, seed=0)
        race._order = Race((4, 3, 2), batch=3, seed=seed)._order
        return [n.analytic for n in race.nudges()]

    assert order(1) == order(1)
    assert order(1) != order(2)
