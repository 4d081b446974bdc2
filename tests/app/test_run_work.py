"""What a run's process does between two looks at its pipe, by a clock that the test moves."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from app.errors import Refusal
from app.run_wire import DrawnDigit, StoredDigit
from app.runs.digits import checked_digit
from app.runs.notes import Asked, Note, Reply, joined
from app.runs.race import PASSES, RaceWork
from app.runs.training import SLICE, TELLING, TrainingWork
from engine.datasets import DataSet
from engine.nets import PARAMETERS, TwoLayerNet
from engine.race import Race
from engine.train import Recipe

STEPS = 4


class Clock:
    """Time passes only when it is told to, or by `tick` at every look."""

    def __init__(self, tick: float = 0.0) -> None:
        self.now, self.tick = 0.0, tick

    def __call__(self) -> float:
        self.now += self.tick
        return self.now


def data_set() -> DataSet:
    random = np.random.default_rng(0)
    x, t = random.random((12, 4)), random.integers(3, size=12).astype(np.float64)
    return DataSet(x[:8], t[:8], x[8:], t[8:], rows=2, columns=2, classes=3)


def work(clock: Clock, *, epochs: int = 2, paused: bool = False, pace: float | None = None) -> TrainingWork:
    recipe = Recipe(hidden_size=3, epochs=epochs, batch_size=2, weight_init=0.5)
    return TrainingWork(data_set(), "mine", recipe, paused=paused, pace=pace, clock=clock)


def asked(work: TrainingWork, name: str, **arguments: Any) -> tuple[list[str], Any]:
    """The names of the notes that come before the reply, and the reply."""
    said = list(work.asked(Asked(7, name, arguments)))
    (reply,) = (each for each in said if isinstance(each, Reply))
    assert reply.number == 7
    return [each.name for each in said if isinstance(each, Note)], reply.data


def notes(said: Iterator[Note | Reply]) -> list[Note]:
    return [each for each in said if isinstance(each, Note)]


def names(said: Iterator[Note | Reply]) -> list[str]:
    return [note.name for note in notes(said)]


def test_at_full_speed_a_slice_goes_on_until_its_time_is_over() -> None:
    clock = Clock(tick=SLICE / 4)
    found = work(clock, epochs=500)
    list(found.go())
    assert 1 <= found.training.step <= 4
    assert found.wait() == 0.0


def test_progress_is_told_once_in_a_while_and_before_every_epoch() -> None:
    found = work(Clock())
    said = notes(found.go())
    assert [note.name for note in said] == ["progress", "epoch", "progress", "epoch", "end"]
    first, second = said[0].data, said[2].data
    assert (first["from"], first["step"], len(first["loss"])) == (1, STEPS, STEPS)
    assert (second["from"], second["step"], len(second["loss"])) == (STEPS + 1, 2 * STEPS, STEPS)
    (measure,) = second["measures"]
    assert measure["step"] == 2 * STEPS
    assert set(PARAMETERS) < set(measure)
    assert found.wait() is None


def test_progress_waits_for_its_moment() -> None:
    clock = Clock()
    found = work(clock, epochs=500, pace=10)
    assert names(found.go()) == []
    assert found.training.step == 1
    clock.now += TELLING
    assert names(found.go()) == ["progress"]
    assert found.training.step == 1


def test_at_a_pace_one_update_is_made_when_it_is_due() -> None:
    clock = Clock()
    found = work(clock, pace=10)
    list(found.go())
    assert found.training.step == 1
    clock.now += TELLING
    list(found.go())
    assert found.wait() == pytest.approx(0.1 - TELLING)
    clock.now += 0.1 - TELLING
    list(found.go())
    assert found.training.step == 2


def test_what_was_missed_while_the_machine_was_busy_is_not_made_up_for() -> None:
    clock = Clock()
    found = work(clock, epochs=500, pace=100)
    list(found.go())
    clock.now += 10
    list(found.go())
    assert found.training.step <= 3


def test_a_paused_run_does_nothing_until_it_is_told_to() -> None:
    found = work(Clock(), paused=True)
    assert (found.wait(), list(found.go())) == (None, [])
    before, standing = asked(found, "resume")
    assert before == ["state"]
    assert standing["state"] == "running"
    assert found.wait() == 0.0


def test_pausing_tells_of_everything_made_before() -> None:
    clock = Clock()
    found = work(clock, epochs=500, pace=10)
    list(found.go())
    before, standing = asked(found, "pause")
    assert before == ["progress", "state"]
    assert (standing["state"], standing["step"]) == ("paused", 1)
    assert list(found.go()) == []


def test_steps_are_answered_when_they_are_made() -> None:
    found = work(Clock(), epochs=3, paused=True)
    begun = list(found.asked(Asked(3, "step", {"steps": STEPS + 1})))
    assert [type(each) for each in begun] == [Note]
    said = list(found.go())
    assert [each.name if isinstance(each, Note) else each.number for each in said] == [
        "progress",
        "epoch",
        "progress",
        "state",
        3,
    ]
    assert found.state == "paused"
    assert found.training.step == STEPS + 1


def test_steps_beyond_the_end_are_answered_at_the_end() -> None:
    found = work(Clock(), epochs=1, paused=True)
    list(found.asked(Asked(3, "step", {"steps": 100})))
    *_, last = found.go()
    assert isinstance(last, Reply)
    assert (last.number, last.data["state"]) == (3, "done")


def test_whoever_waits_for_steps_is_answered_by_a_pause() -> None:
    found = work(Clock(), epochs=500, paused=True, pace=1)
    list(found.asked(Asked(3, "step", {"steps": 100})))
    said = list(found.asked(Asked(4, "pause", {})))
    assert [each.number for each in said if isinstance(each, Reply)] == [3, 4]


@pytest.mark.parametrize("name", ["pause", "resume", "step", "pace"])
def test_a_run_that_is_done_stays_done(name: str) -> None:
    found = work(Clock())
    list(found.go())
    before, standing = asked(found, name)
    assert (before, standing["state"], standing["step"]) == ([], "done", 2 * STEPS)


def test_pauses_are_no_part_of_the_time_it_took() -> None:
    clock = Clock()
    found = work(clock, epochs=500, pace=1)
    list(found.go())
    clock.now += 0.5
    asked(found, "pause")
    clock.now += 1000
    asked(found, "resume")
    clock.now += 0.25
    assert found.standing["elapsed"] == pytest.approx(0.75)
    assert found.standing["remaining"] == pytest.approx(0.75 * (found.training.steps - 1))


def test_a_pace_holds_from_now_on() -> None:
    found = work(Clock(), epochs=500, pace=0.001)
    list(found.go())
    before, standing = asked(found, "pace", updates_per_second=None)
    assert before == ["progress", "state"]
    assert standing["updates_per_second"] is None
    assert found.wait() == 0.0


def test_the_network_can_be_read_while_it_trains() -> None:
    found = work(Clock(), epochs=1)
    list(found.go())
    told = json.loads(asked(found, "network")[1])
    W1 = np.frombuffer(b64decode(told["parameters"]["W1"]["base64"]), dtype="<f8")
    np.testing.assert_array_equal(W1.reshape(4, 3), found.training.net.params["W1"])
    assert (told["step"], told["epoch"], told["activation"]) == (STEPS, 1, "relu")
    assert told["program"] == found.training.net.program


def test_samples_come_with_what_the_net_takes_them_for() -> None:
    found = work(Clock(), epochs=1)
    list(found.go())
    data = data_set()
    told = json.loads(asked(found, "samples", set="train", wrong=False, offset=2, limit=3)[1])
    assert [sample["index"] for sample in told["samples"]] == [2, 3, 4]
    assert told["total"] == 8
    predicted = found.training.net.predict(data.x_train).argmax(axis=1)
    assert [s["predicted"] for s in told["samples"]] == predicted[2:5].tolist()
    wrong = json.loads(asked(found, "samples", set="train", wrong=True, offset=0, limit=50)[1])
    assert [s["index"] for s in wrong["samples"]] == np.flatnonzero(predicted != data.t_train).tolist()
    assert wrong["wrong"] == wrong["total"] == told["wrong"] == len(wrong["samples"])


def test_a_digit_is_classified_and_its_pixels_have_a_gradient() -> None:
    found = work(Clock(), epochs=1)
    list(found.go())
    net, x = found.training.net, data_set().x_test[1:2]
    stored = json.loads(asked(found, "predict", set="test", index=1)[1])
    drawn = json.loads(asked(found, "predict", pixels=x[0].tolist(), label=stored["label"])[1])
    assert drawn == stored
    assert stored["loss"] == pytest.approx(net.loss(x, [stored["label"]]))
    slopes = np.frombuffer(b64decode(stored["gradient"]["base64"]), dtype="<f8")
    np.testing.assert_array_equal(slopes, np.asarray(net.trace(x, [stored["label"]]).gradient("X"))[0])
    assert stored["unit_gradient"] is None
    of_unit = json.loads(asked(found, "predict", set="test", index=1, unit=2)[1])["unit_gradient"]
    slopes = np.frombuffer(b64decode(of_unit["base64"]), dtype="<f8")
    np.testing.assert_array_equal(slopes, np.asarray(net.trace(x, [stored["label"]]).gradient("W1"))[:, 2])
    unlabelled = json.loads(asked(found, "predict", pixels=x[0].tolist())[1])
    assert unlabelled["label"] is None
    assert unlabelled["loss"] == pytest.approx(net.loss(x, [unlabelled["predicted"]]))


@pytest.mark.parametrize(
    "digit",
    [
        StoredDigit(set="test", index=4),
        DrawnDigit(pixels=[0.0] * 3),
        DrawnDigit(pixels=[0.0] * 4, label=3),
        DrawnDigit(pixels=[0.0] * 4, unit=3),
    ],
)
def test_a_digit_that_the_net_cannot_take_is_refused(digit: DrawnDigit | StoredDigit) -> None:
    with pytest.raises(Refusal) as refusal:
        checked_digit(digit, work(Clock()).facts["data"], 3)
    assert refusal.value.faults[0].code == "field_range"


def test_a_race_measures_estimates_and_ends_with_its_time() -> None:
    clock = Clock(tick=0.001)
    race = RaceWork(Race((4, 3, 2), batch=3, seed=0), seconds=0.02, clock=clock)
    said: list[Note] = []
    while race.wait() is not None:
        said += notes(race.go())
    *_, last = said
    done = last.data["evaluations"]["done"]
    assert last.name == "end"
    assert last.data["state"] == "done"
    assert 0 < done < last.data["evaluations"]["total"] == 46
    measured = last.data["numerical"]["measured"]
    assert measured["evaluations"] == done
    estimate = last.data["numerical"]["estimated"]
    assert estimate["from"] == done
    assert estimate["seconds"] == pytest.approx(measured["seconds"] / done * 46)
    assert last.data["ratio"]["estimated"] is True
    assert last.data["worst_relative_error"] < 1e-6


def test_a_race_that_is_run_to_its_end_has_no_estimate() -> None:
    race = RaceWork(Race((3, 3, 3), batch=4, seed=0), seconds=60, clock=Clock(tick=1e-4))
    said: list[Note] = []
    while race.wait() is not None:
        said += notes(race.go())
    assert said[-1].data["evaluations"] == {"done": 48, "total": 48}
    assert said[-1].data["numerical"]["estimated"] is None
    assert said[-1].data["ratio"]["estimated"] is False
    assert said[-1].data["backprop"] == {
        "forward": 1,
        "backward": 1,
        "seconds": pytest.approx(1e-4),
        "from": PASSES,
    }


def test_progress_after_progress_becomes_one() -> None:
    def progress(start: int, losses: list[float]) -> Note:
        return Note("progress", {"from": start, "step": start + len(losses) - 1, "loss": losses})

    log = [progress(1, [3.0, 2.0]), progress(3, [1.0]), Note("epoch", {}), progress(4, [0.5])]
    assert list(joined(log)) == [
        (1, Note("progress", {"from": 1, "step": 3, "loss": [3.0, 2.0, 1.0]})),
        (2, log[2]),
        (3, log[3]),
    ]
    assert list(joined([])) == []


def test_the_net_of_a_run_is_the_net_of_its_seed() -> None:
    net = TwoLayerNet(4, 3, 3, 0.5, seed=0)
    np.testing.assert_array_equal(work(Clock()).training.net.params["W1"], net.params["W1"])
