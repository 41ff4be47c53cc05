"""The wheel works where there is no checkout: it carries the rules and gives the same answers, byte for byte."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

import benefits
from benefits.audit.checkpoint import make_checkpoint
from benefits.audit.entry import Envelope
from benefits.audit.kit import write_kit
from benefits.audit.ledger import Draft
from benefits.audit.open import open_ledger
from benefits.audit.record import question, record, rules_of
from benefits.book import load
from tests.project.checkout import BIN, ROOT

AT = "2026-11-22T08:00:00Z"
DECISIONS = 1000

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


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit of the first thousand answers to the boundary cases of all programs."""
    place = tmp_path_factory.mktemp("kit")
    book, drafts = load(ROOT / "rules"), list[Draft]()
    for program in book.ids:
        rules = rules_of(book, program)
        for line in (ROOT / "tests" / "corpus" / f"{program}.jsonl").read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if "outputs" in case["outcome"] and len(drafts) < DECISIONS:
                decision = book.decide(program, case["date"], case["inputs"], case["assume"])
                asked = question(decision, case["inputs"], case["assume"])
                drafts.append(record(decision, asked, Envelope(str(len(drafts)), AT), rules))
    ledger = open_ledger(str(place / "ledger.db"), create=True)
    ledger.append(drafts, AT)
    with (place / "kit.zip").open("wb") as file:
        write_kit(ledger, file, make_checkpoint(ledger, "office"))
    ledger.close()
    return place / "kit.zip"


def test_a_kit_of_a_thousand_decisions_replays_where_only_the_wheel_is(
    installed: Path, kit: Path, tmp_path: Path
) -> None:
    assert "1000" in run(tmp_path, installed, "audit", "verify", kit)
    told = json.loads(run(tmp_path, installed, "audit", "replay", kit, "--all", "--format", "json"))
    assert told["summary"] == {"same": DECISIONS, "differs": 0, "cannot": 0, "erased": 0}


def test_a_kit_names_the_wheel_and_its_code(wheel: Path, installed: Path, tmp_path: Path) -> None:
    told = "import json; from benefits.audit.kit import made_by; print(json.dumps(made_by()))"
    found = json.loads(run(tmp_path, installed.parent / "python", "-c", told))
    with ZipFile(wheel) as archive:
        modules = {
            name.removeprefix("benefits/"): "sha256:" + sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
            if name.endswith(".py")
        }
    code = json.dumps(modules, sort_keys=True, separators=(",", ":"))
    assert found == {
        "package": "benefits",
        "version": benefits.__version__,
        "code": "sha256:" + sha256(code.encode()).hexdigest(),
        "wheel": "sha256:" + sha256(wheel.read_bytes()).hexdigest(),
    }
