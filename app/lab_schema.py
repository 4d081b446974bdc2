"""What data sets and labs send back, declared for the OpenAPI document, as in `schema.py`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.schema import Model
from app.wire import Number


class DataSet(Model):
    """Labelled images to train on."""

    id: str
    format: Literal["csv", "idx", "npz"]
    complete: bool
    missing: Literal["images", "labels"] | None = Field(
        description="What the other IDX file holds that is still to be sent."
    )
    samples: int
    train: int | None = Field(description="The first samples are for training …")
    test: int | None = Field(description="… and the last for testing: null while a half is missing.")
    rows: int | None
    columns: int | None
    classes: int | None = Field(description="Labels go from 0 to one less.")
    title: str | None
    source: str | None
    licence: str | None
    expires: str | None = Field(
        description="When it is deleted unless it is used; null while a run holds it, and for what stays."
    )


class DataSample(Model):
    index: int
    set: Literal["train", "test"]
    label: int
    pixels: str = Field(description="Base64 of rows × columns bytes, 0 to 255, row by row.")


class DataSamples(Model):
    """Some of a data set's samples."""

    total: int
    rows: int
    columns: int
    samples: list[DataSample]


class CurvePoint(Model):
    h: Number
    central: Number
    one_sided: Number
    central_error: Number = Field(description="|n − a| / (|n| + |a|).")
    one_sided_error: Number


class BestSteps(Model):
    central: Number
    one_sided: Number


class CheckCurve(Model):
    """One element's gradient, and differences over many steps."""

    name: str
    index: list[int]
    analytic: Number
    points: list[CurvePoint]
    best: BestSteps = Field(description="The steps of the least errors.")
