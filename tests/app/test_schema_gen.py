"""The page's generated types were made from the schemas as they are now."""

from __future__ import annotations

from tests.app.make_schema import TARGET, bare, fingerprint, schemas

REMEDY = "Run `python -m tests.app.make_schema` and look at what changed."


def test_the_generated_types_are_made_from_the_schemas_of_today() -> None:
    lines = TARGET.read_text(encoding="utf-8").splitlines()
    assert lines[1] == f"// Made from: {fingerprint(schemas())}", REMEDY


def test_another_schema_has_another_fingerprint() -> None:
    found = schemas()
    assert fingerprint({**found, "Group": {**found["Group"], "type": "array"}}) != fingerprint(found)


def test_a_reference_loses_its_neighbours_and_a_field_named_title_stays() -> None:
    schema = {"title": "T", "properties": {"title": {"$ref": "#/components/schemas/A", "description": "d"}}}
    assert bare(schema) == {"properties": {"title": {"$ref": "#/$defs/A"}}}
