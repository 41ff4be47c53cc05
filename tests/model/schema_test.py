"""The published JSON Schema accepts the rule files as an editor reads them, and refuses what the reader refuses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from benefits.model.files import shipped_rules
from benefits.model.schema import schema
from tests.model.around import STANDARD

SHIPPED = sorted(shipped_rules().rglob("*.yaml"))
VALIDATOR = jsonschema.Draft202012Validator(schema())


class CoreLoader(yaml.CSafeLoader):
    """YAML 1.2's core schema, which editors use: `on` is a text there, and so is a date."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", "true|false", "tf"),
    ("int", "[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


def as_an_editor_reads(text: str) -> Any:
    return yaml.load(text, Loader=CoreLoader)


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_files_are_valid(path: Path) -> None:
    VALIDATOR.validate(as_an_editor_reads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    decimals: 2\n", "    decimals: 2\n    default: 0.5\n"),
        ("value: 100}", "value: '100'}"),
        ("decimals: 2", "decimals: '2'"),
        ("    default: inclusive\n", "    default: inclusive\n    recorded: true\n"),
    ],
)
def test_scalars_may_be_written_either_way(old: str, new: str) -> None:
    assert old in STANDARD
    VALIDATOR.validate(as_an_editor_reads(STANDARD.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    unit: CNY/month\n    decimals", "    untis: CNY/month\n    decimals"),
        ("type: boolean", "type: bool"),
        ("  income:\n", "  Income:\n"),
        ("outputs: [band", "outputs: [1, band"),
        ("from: 2019-01-01}", "from: 2019-13-01}"),
        ("label: {zh: 标准, en: Standard}", "label: {zh: 标准}"),
        ("\nexamples:", "\nexampels:"),
    ],
)
def test_faults_are_found(old: str, new: str) -> None:
    assert old in STANDARD
    assert not VALIDATOR.is_valid(as_an_editor_reads(STANDARD.replace(old, new, 1)))
