"""The files of the page: its templates, and the bundle that `build_frontend.py` makes of `static/`.

A wheel carries both beside this file; a checkout has them at the root of the repository. Names in the bundle
carry a hash of their content, so a browser may keep them for ever; `manifest.json` says which is which.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPMethod
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.accept import takes_gzip

PACKED = Path(__file__).parent / "_assets"
ROOT = PACKED if PACKED.is_dir() else Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
BUNDLE = ROOT / "static" / "dist"
URL = "/static"

# Said here because Windows takes its media types from the registry, where they are often wrong.
MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}


class BundleMissingError(RuntimeError):
    """The front end was never built; the message names the folder and the remedy."""


@dataclass(frozen=True)
class Bundle:
    """A built front end: its folder, the hashed file behind each name, and the scripts a script imports."""

    folder: Path
    files: Mapping[str, str]
    imports: Mapping[str, tuple[str, ...]]

    def url(self, name: str) -> str:
        """The address of the file called `name`, say `main.js`; KeyError when there is no such file."""
        return f"{URL}/{self.files[name]}"

    def preloads(self, name: str) -> list[str]:
        """The addresses of the scripts without which the script `name` cannot start."""
        return [f"{URL}/{file}" for file in self.imports.get(name, ())]


def load_bundle(folder: Path = BUNDLE) -> Bundle:
    """Read the manifest of the bundle in `folder`; BundleMissingError when there is none."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        raise BundleMissingError(
            f"no front end in {folder}: run `make run`, or `python build_frontend.py` in the repository"
        )
    content = json.loads(manifest.read_text(encoding="utf-8"))
    imports = {name: tuple(files) for name, files in content["imports"].items()}
    return Bundle(folder, content["files"], imports)


class Held(NamedTuple):
    """A file in memory; `tag` stands for its content."""

    content: bytes
    tag: str


class BundleFiles:
    """Serves a bundle from memory: kept for ever by the browser, sent as the `.gz` twin if there is one."""

    def __init__(self, bundle: Bundle) -> None:
        self._held = {
            path.relative_to(bundle.folder).as_posix(): _hold(path)
            for path in bundle.folder.rglob("*")
            if path.is_file()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != HTTPMethod.GET:
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        name = scope["path"].removeprefix(f"{scope['root_path']}/")
        if name not in self._held:
            raise HTTPException(404)
        await self._answer(name, Headers(scope=scope))(scope, receive, send)

    def _answer(self, name: str, request: Headers) -> Response:
        """The answer for one file; 304 when the browser has it already."""
        headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
        file, twin = self._held[name], self._held.get(f"{name}.gz")
        if twin and takes_gzip(request.get("accept-encoding")):
            file, headers["Content-Encoding"] = twin, "gzip"
        headers["ETag"] = file.tag
        if request.get("if-none-match") == file.tag:
            return Response(status_code=304, headers=headers)
        return Response(file.content, headers=headers, media_type=MEDIA_TYPES.get(PurePosixPath(name).suffix))


def _hold(path: Path) -> Held:
    content = path.read_bytes()
    return Held(content, f'"{hashlib.sha256(content).hexdigest()[:16]}"')
