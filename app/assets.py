"""The files of the page: its templates, and the bundle that `build_frontend.py` makes of `static/`.

A wheel carries both beside this file; a checkout has them at the root of the repository. Names in the bundle
carry a hash of their content, so a browser may keep them for ever; `manifest.json` says which is which.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

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


class BundleFiles(StaticFiles):
    """Serves a bundle: kept for ever by the browser, sent as the `.gz` twin where the build made one."""

    def __init__(self, bundle: Bundle) -> None:
        super().__init__(directory=bundle.folder)

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The answer for one file; 304 when the browser has it already."""
        request = Headers(scope=scope)
        path, twin = Path(full_path), Path(f"{os.fspath(full_path)}.gz")
        headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
        if takes_gzip(request.get("accept-encoding")) and twin.is_file():
            headers["Content-Encoding"] = "gzip"
            stat_result = twin.stat()
        else:
            twin = path
        media_type = MEDIA_TYPES.get(path.suffix)
        response = FileResponse(twin, status_code, headers, media_type, stat_result=stat_result)
        return (
            NotModifiedResponse(response.headers)
            if self.is_not_modified(response.headers, request)
            else response
        )
