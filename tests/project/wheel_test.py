"""The wheel works where there is no checkout: it carries the rules and gives the same answers, byte for byte."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.project.checkout import BIN, ROOT

CALC = (
    *("calc", "benxi/dibao", "--date", "2019-07-01", "--format", "json"),
    *("--set", "area=urban", "--set", "household_size=3", "--set", "household_income=1000.50"),
)


def run(place: Path, *command: str | Path) -> str:
    """What a command prints, run in `place`; a failure shows what it said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment = {**kept, "XDG_CACHE_HOME": str(place / "cache"), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, cwd=place, env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    place = tmp_path_factory.mktemp("wheel")
    run(place, sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place, ROOT)
    (built,) = place.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `benefits` command of an environment that holds the wheel and what it depends on, at the locked versions."""
    place = tmp_path_factory.mktemp("installed")
    lock = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    versions = place / "versions.txt"
    versions.write_text("\n".join(re.findall(r"^[\w.-]+==[\w.]+", lock, re.MULTILINE)), encoding="utf-8")
    run(place, sys.executable, "-m", "venv", place / "venv")
    pip = (place / "venv" / "bin" / "pip", "--quiet", "--disable-pip-version-check", "--no-input")
    run(place, *pip, "install", "--constraint", versions, wheel)
    return place / "venv" / "bin" / "benefits"


def test_the_wheel_holds_the_package_and_every_rule_file(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = [Path(name) for name in archive.namelist()]
    inside = Path("benefits", "rules")
    carried = {name.relative_to(inside) for name in names if name.is_relative_to(inside)}
    assert carried == {path.relative_to(ROOT / "rules") for path in (ROOT / "rules").rglob("*.yaml")}
    assert {name.parts[0] for name in names if not name.parts[0].endswith(".dist-info")} == {"benefits"}
    assert Path("benefits", "py.typed") in names


def test_the_installed_command_lists_the_programs(installed: Path, tmp_path: Path) -> None:
    assert "benxi/dibao" in run(tmp_path, installed, "list")


def test_the_installed_command_answers_as_the_checkout_does(installed: Path, tmp_path: Path) -> None:
    answer = run(tmp_path, installed, *CALC)
    assert Decimal(str(json.loads(answer)["outputs"]["allowance"])) == Decimal("865.5")
    assert answer == run(tmp_path, BIN / "benefits", *CALC)
