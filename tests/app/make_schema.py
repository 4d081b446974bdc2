"""Makes `static/src/wire/schema.gen.ts` of the service's schemas: `python -m tests.app.make_schema`.

The generator is fetched by npm for the occasion. That the file is up to date is tested without it: the first
lines carry a fingerprint of the schemas that the file was made from.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import build_frontend
from app.assets import Bundle
from app.factory import create_app

TARGET = build_frontend.FRONT / "src" / "wire" / "schema.gen.ts"
GENERATOR = "json-schema-to-typescript@16.0.0"
HEAD = """// Made by tests/app/make_schema.py from the service's OpenAPI document; not to be edited.
// Made from: {fingerprint}

"""
# What the generator says of every type.
PROVENANCE = re.compile(
    r"\n \* This interface was referenced by `\w+`'s JSON-Schema\n \* via the `definition` .*"
)


def schemas() -> dict[str, Any]:
    """The schemas of everything that is sent and answered, by name."""
    unbuilt = Bundle(TARGET.parent, files={}, imports={})
    found: dict[str, Any] = create_app(bundle=unbuilt).openapi()["components"]["schemas"]
    return found


def fingerprint(found: Mapping[str, Any]) -> str:
    """Tells one set of schemas from another."""
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:16]


def bare(schema: Any) -> Any:
    """A schema as the generator wants it: without titles, a reference without neighbours, local addresses."""
    if isinstance(schema, list):
        return [bare(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return {"$ref": schema["$ref"].replace("#/components/schemas/", "#/$defs/")}
    return {key: bare(part) for key, part in schema.items() if not (key == "title" and isinstance(part, str))}


def typescript(found: Mapping[str, Any]) -> str:
    """The types of the schemas, laid out."""
    names = list(found)
    whole = {
        "title": "Schemas",
        "type": "object",
        "properties": {name: {"$ref": f"#/$defs/{name}"} for name in names},
        "required": names,
        "additionalProperties": False,
        "$defs": bare(found),
    }
    body = PROVENANCE.sub("", generated(json.dumps(whole)))
    return HEAD.format(fingerprint=fingerprint(found)) + re.sub(r"/\*\*\n \*/\n", "", body)


def generated(schema: str) -> str:
    """What the generator makes of a JSON schema."""
    found = build_frontend.find_node()
    if found is None:
        raise SystemExit(f"Node.js is needed: pip install '{build_frontend.NODE_REQUIREMENT}'")
    node, npm = found
    options = ("--bannerComment=", "--no-additionalProperties", "--maxItems=-1")
    command = [str(node), str(npm), "exec", "--yes", f"--package={GENERATOR}", "--", "json2ts", *options]
    env = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"}
    made = subprocess.run(
        command, input=schema, stdout=subprocess.PIPE, encoding="utf-8", check=True, env=env
    )
    return made.stdout


def main(target: Path = TARGET) -> None:
    """Write the file."""
    target.write_text(typescript(schemas()), encoding="utf-8")


if __name__ == "__main__":
    main()
