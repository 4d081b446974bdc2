"""Uploaded data sets, each in a file of its own.

    body ──▶ raw file ──a worker reads and checks it──▶ kept file ──▶ runs, samples

A kept file is deleted when the last run that held it has ended, when nobody has used it for a while, when its
owner says so, and with the server.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from starlette.requests import Request

from app.body import parts_of
from app.desk import Desk, while_wanted
from app.errors import refuse
from app.language import Language
from app.work import Answer, Job
from engine.datasets import HALVES
from engine.datasets.digits import FACTS

DIGITS = "digits"
HEARD_OUT = 2
"""How many times the limit of an upload is heard out."""
AT_ONCE = 1 << 20


@dataclass(eq=False)
class Entry:
    """One data set. facts: what its reader found. holders: the runs that use it."""

    id: str
    path: Path
    facts: Mapping[str, Any] = field(default_factory=dict)
    holders: int = 0
    expires: datetime | None = None
    timer: asyncio.TimerHandle | None = None
    completing: asyncio.Lock = field(default_factory=asyncio.Lock)

    def told(self) -> dict[str, Any]:
        """What is sent of it."""
        expires = self.expires and self.expires.isoformat(timespec="seconds")
        return {
            "id": self.id,
            **self.facts,
            "title": None,
            "source": None,
            "licence": None,
            "expires": expires,
        }


def told_of_digits(lang: Language) -> dict[str, Any]:
    """What is sent of the data set that comes with the product."""
    words = {**FACTS, "title": FACTS["title"][lang == "zh-CN"]}
    return {"id": DIGITS, "format": "npz", "complete": True, "missing": None, **words, "expires": None}


class Shelf:
    """All uploaded data sets of one server. Use `opened` as an async context manager."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._entries: dict[str, Entry] = {}
        self._folder: Path

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """A folder for as long as the server runs."""
        with TemporaryDirectory(prefix="backprop-", ignore_cleanup_errors=True) as folder:
            self._folder = Path(folder)
            try:
                yield
            finally:
                for entry in list(self._entries.values()):
                    self._forget(entry)

    # by id --------------------------------------------------------------------------------

    def find(self, id: str) -> Entry:  # noqa: A002
        """An uploaded data set; its time begins anew. Raises Refusal."""
        entry = self._entries.get(id)
        if entry is None:
            raise refuse("data_set_unknown", id=id)
        self._wait(entry)
        return entry

    def whole(self, id: str) -> Entry | None:  # noqa: A002
        """A data set of which no half is missing; None for the digits. Raises Refusal."""
        if id == DIGITS:
            return None
        entry = self.find(id)
        missing = entry.facts["missing"]
        if missing:
            raise refuse("data_set_half", id=id, want=tuple(HALVES[missing]))
        return entry

    def hold(self, id: str) -> Entry | None:  # noqa: A002
        """The same for a run, which gives it back with `release`. Raises Refusal."""
        entry = self.whole(id)
        if entry:
            entry.holders += 1
            self._wait(entry)
        return entry

    def release(self, entry: Entry | None) -> None:
        """A run has ended: nothing is kept after the last that used a data set."""
        if entry:
            entry.holders -= 1
            if not entry.holders:
                self._forget(entry)

    def put_back(self, entry: Entry | None) -> None:
        """A run did not begin: the data set waits for the next."""
        if entry:
            entry.holders -= 1
            self._wait(entry)

    def delete(self, id: str) -> None:  # noqa: A002
        """Raises Refusal for one that comes with the product, or is not there."""
        if id == DIGITS:
            raise refuse("data_set_lasting", id=id)
        self._forget(self.find(id))

    # uploads ------------------------------------------------------------------------------

    async def add(self, request: Request, lang: Language) -> tuple[Entry, Answer]:
        """A data set from the body, and what its reader said: a refusal leaves nothing behind."""
        if len(self._entries) >= self.desk.settings.data_sets:
            limit, seconds = self.desk.settings.data_sets, str(self.desk.settings.retry_after)
            raise refuse("data_sets_full", headers={"Retry-After": seconds}, limit=limit)
        name = secrets.token_urlsafe(12)
        entry = self._entries[name] = Entry(name, self._folder / f"{name}.npz")
        try:
            answer = await self._read(request, lang, entry, None)
        finally:
            if not entry.facts:
                self._forget(entry)
        return entry, answer

    async def complete(self, request: Request, lang: Language, id: str) -> tuple[Entry, Answer]:  # noqa: A002
        """The data set with its second half from the body. A refusal leaves it as it was."""
        entry = self.find(id)
        async with entry.completing:
            if entry.facts["complete"]:
                raise refuse("data_set_complete", id=id)
            with self._busy(entry):
                return entry, await self._read(request, lang, entry, entry.path)

    async def _read(self, request: Request, lang: Language, entry: Entry, first: Path | None) -> Answer:
        settings = self.desk.settings
        raw, to = (entry.path.with_suffix(suffix) for suffix in (".raw", ".new"))
        try:
            try:
                async with asyncio.timeout(settings.data_set_patience):
                    await _save(request, raw, settings.max_upload_bytes)
            except TimeoutError:
                raise refuse("time_limit", limit=f"{settings.data_set_patience:g}") from None
            paths = {"path": str(raw), "first": str(first or ""), "to": str(to)}
            job = Job("read_data_set", b"", lang, paths)
            answer = await while_wanted(request, self.desk.pool.do(job, settings.upload_time_limit))
            if answer.status == 200:
                to.replace(entry.path)
                entry.facts = orjson.loads(answer.body)
                self._wait(entry)
            return answer
        finally:
            raw.unlink(missing_ok=True)
            to.unlink(missing_ok=True)

    # time ---------------------------------------------------------------------------------

    @contextmanager
    def _busy(self, entry: Entry) -> Iterator[None]:
        """Nothing expires while it is being completed."""
        entry.holders += 1
        self._wait(entry)
        try:
            yield
        finally:
            entry.holders -= 1
            self._wait(entry)

    def _wait(self, entry: Entry) -> None:
        """Begin the time after which an entry that nobody holds is forgotten; at once, if it is deleted."""
        if entry.timer:
            entry.timer.cancel()
        entry.timer, entry.expires = None, None
        if entry.id not in self._entries:
            self._forget(entry)
        elif not entry.holders:
            patience = self.desk.settings.data_set_patience
            entry.expires = datetime.now(UTC) + timedelta(seconds=patience)
            entry.timer = asyncio.get_running_loop().call_later(patience, self._forget, entry)

    def _forget(self, entry: Entry) -> None:
        """Nobody finds it any more; its file goes as soon as no run holds it."""
        self._entries.pop(entry.id, None)
        if entry.timer:
            entry.timer.cancel()
        if not entry.holders:
            entry.path.unlink(missing_ok=True)


async def _save(request: Request, path: Path, limit: int) -> None:
    """The body as a file, written in large pieces beside the event loop. Raises Refusal."""
    with path.open("wb") as file:
        parts: list[bytes] = []
        size = 0
        async for part in parts_of(request, limit, code="upload_too_large", patience=HEARD_OUT):
            parts.append(part)
            size += len(part)
            if size >= AT_ONCE:
                await asyncio.to_thread(file.write, b"".join(parts))
                parts, size = [], 0
        await asyncio.to_thread(file.write, b"".join(parts))
