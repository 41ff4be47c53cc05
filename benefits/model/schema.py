"""The JSON Schema (draft 2020-12) of the rule file format, made from the models that read it: for editors.

An editor checks what its own YAML reader makes of the file, so a number may be a number or a text here, and a truth
value either. What a schema cannot say (the tests between keys, units, coverage, names) `benefits check` says.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from benefits.model.format_file import DocumentShape, ProgramShape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALAR = {"type": ["string", "number", "boolean"]}


def schema() -> dict[str, Any]:
    """The schema of a rule file: a program, or (by its first key, `document`) a document's record."""
    made: dict[str, Any] = TypeAdapter(ProgramShape | DocumentShape).json_schema(by_alias=True)
    definitions = made["$defs"]
    for definition in definitions.values():
        _tidy(definition)
    # The keys of a row are those that its parameter is keyed by.
    definitions["RowShape"]["additionalProperties"] = _SCALAR
    return {
        "$schema": DIALECT,
        "title": "Rule file",
        "type": "object",
        "if": {"required": ["document"]},
        "then": {"$ref": "#/$defs/DocumentShape"},
        "else": {"$ref": "#/$defs/ProgramShape"},
        "$defs": definitions,
    }


def _tidy(node: Any) -> None:
    """Takes out what describes Python and not the file: null for keys left out, defaults, generated titles.

    A mapping whose keys have a pattern is closed: a key of another form is an error.
    """
    if isinstance(node, list):
        for item in node:
            _tidy(item)
        return
    if not isinstance(node, dict):
        return
    node.pop("title", None)
    node.pop("default", None)
    if "patternProperties" in node:
        node["additionalProperties"] = False
    if "anyOf" in node:
        options = [option for option in node.pop("anyOf") if option != {"type": "null"}]
        node |= options[0] if len(options) == 1 else {"anyOf": options}
    for key, value in node.items():
        if key in ("properties", "patternProperties"):
            for inner in value.values():
                _tidy(inner)
        elif key != "enum":
            _tidy(value)
