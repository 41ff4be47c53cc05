"""The archive kit: everything that replays a ledger's decisions on a bare machine with this package, as one zip.

It holds the rule files as `rules/DIGEST/PATH`, the records as the lines of an export, a checkpoint, and a manifest with
the sha256 of every other member and of the code that wrote it. Opened, it is a ledger that can only be read.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain
from pathlib import Path
from typing import IO, Any, NoReturn

from benefits.audit import merkle
from benefits.audit.checkpoint import Checkpoint, Comparison, read_checkpoint
from benefits.audit.entry import Entry, Payload
from benefits.audit.exchange import Lines, Progress, counted, export_entries, export_head, lines_of
from benefits.audit.ledger import EMPTY, Draft, Head, Ledger
from benefits.audit.sqlite import SqliteLedger
from benefits.engine.decision import canonical
from benefits.errors import DamagedLedgerError, InputError, LedgerError, Problem
from benefits.model import limits

FORMAT = "1"
MANIFEST, CHECKPOINT, RECORDS, RULES = "manifest.json", "checkpoint.txt", "records.jsonl", "rules/"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_MOST_MEMBERS = 100_000
_MOST_BYTES_OF_A_TEXT = limits.MAX_FOLDER_BYTES
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError),
    *(ValueError, KeyError, TypeError, InputError),
)


def made_by() -> dict[str, str]:
    """Which package writes: its version, `code` (the sha256 of path → sha256 of its modules, the same in a checkout
    and wherever it is installed), and `wheel`, the sha256 of the wheel file where the installer noted it."""
    package = Path(__file__).resolve().parents[1]
    modules = {path.relative_to(package).as_posix(): path for path in package.rglob("*.py")}
    digests = {name: "sha256:" + sha256(path.read_bytes()).hexdigest() for name, path in modules.items()}
    told = {"package": "benefits", "code": "sha256:" + sha256(canonical(digests)).hexdigest()}
    try:
        installed = distribution("benefits")
        told["version"] = installed.version
        noted = json.loads(installed.read_text("direct_url.json") or "{}").get("archive_info", {}).get("hashes", {})
    except (PackageNotFoundError, ValueError):
        noted = {}
    return told | ({"wheel": f"sha256:{noted['sha256']}"} if "sha256" in noted else {})


def write_kit(ledger: Ledger, out: IO[bytes], checkpoint: Checkpoint, progress: Progress | None = None) -> None:
    """Write the kit of the entries that the checkpoint covers; it must be one of this ledger. Memory stays flat."""
    last = next(iter(ledger.entries(checkpoint.size, checkpoint.size)), None) if checkpoint.size else None
    head = Head(last[0].seq, last[0].hash) if last is not None else EMPTY
    digests: dict[str, str] = {}
    with zipfile.ZipFile(out, "w") as archive:
        for bundle in ledger.bundles():
            for path, text in sorted(ledger.files(bundle).items()):
                _add(archive, digests, f"{RULES}{bundle.removeprefix('sha256:')}/{path}", [text])
        _add(archive, digests, CHECKPOINT, [str(checkpoint).encode()])
        lines = chain(export_head(head, 0), export_entries(ledger, head))
        _add(archive, digests, RECORDS, counted(lines, head.size, progress))
        told = {"format": FORMAT, "kind": "kit", "made_by": made_by(), "members": digests}
        _add(archive, {}, MANIFEST, [json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"])


def _add(archive: zipfile.ZipFile, digests: dict[str, str], name: str, parts: Iterable[bytes]) -> None:
    member = zipfile.ZipInfo(name, _EARLIEST)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o100644 << 16
    digest = sha256()
    with archive.open(member, "w", force_zip64=True) as file:
        for part in parts:
            digest.update(part)
            file.write(part)
    digests[name] = "sha256:" + digest.hexdigest()


def is_kit(path: str) -> bool:
    """Whether the file looks like a zip."""
    try:
        with Path(path).open("rb") as file:
            return file.read(4) == b"PK\3\4"
    except (OSError, ValueError):
        return False


class Kit(SqliteLedger):
    """A kit as a `Ledger`, taken into a file of its own until it is closed. Nothing can be added to it.

    `checkpoint` is the one inside, `manifest` its manifest, `unpacked` the file that it is read from. Raises
    `DamagedLedgerError` `bad_kit`, and `bad_line` with the line of the records that does not hold.
    """

    checkpoint: Checkpoint
    manifest: Mapping[str, Any]

    def __init__(self, path: str) -> None:
        self._kit = Path(path).name
        self._folder = tempfile.mkdtemp(prefix="kit-")
        self.unpacked = f"{self._folder}/ledger"
        try:
            super().__init__(self.unpacked, create=True)
            self._take_in(path)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        if hasattr(self, "_db"):
            super().close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def append(self, drafts: Sequence[Draft], recorded_at: str) -> NoReturn:
        raise LedgerError([Problem("read_only", value=self._kit)])

    def erase(self, id: str, by: str, because: str, recorded_at: str) -> NoReturn:
        raise LedgerError([Problem("read_only", value=self._kit)])

    def _take_in(self, path: str) -> None:
        reading = MANIFEST
        try:
            with zipfile.ZipFile(path) as archive:
                if not {CHECKPOINT, RECORDS} & {*archive.namelist()}:
                    raise LedgerError([Problem("not_a_ledger", value=self._kit)])
                self.manifest = self._manifest(archive)
                members: Mapping[str, str] = self.manifest["members"]
                self._expect(members, archive)
                reading = RULES
                texts = {name: self._text(archive, name, members[name]) for name in members if name != RECORDS}
                reading = CHECKPOINT
                self.checkpoint = read_checkpoint(texts.pop(CHECKPOINT).decode())
                reading = RULES
                bundles = _bundles(texts)
                reading = RECORDS
                with archive.open(RECORDS) as file:
                    self._restore_lines(lines_of(file), members[RECORDS], bundles)
        except _UNREADABLE as error:
            raise self._bad(reading) from error

    def _restore_lines(self, lines: Iterable[bytes], stated: str, bundles: Mapping[str, Mapping[str, bytes]]) -> None:
        digest, comparison = sha256(), Comparison(self.checkpoint)

        def hashed() -> Iterator[bytes]:
            for line in lines:
                digest.update(line)
                yield line

        def compared() -> Iterator[tuple[Entry, Payload | None]]:
            for entry, payload in source.entries(opening):
                comparison.add(merkle.leaf_hash(entry.body))
                yield entry, payload
            if comparison.findings():
                raise DamagedLedgerError(comparison.findings())

        source = Lines(hashed())
        try:
            opening = source.opening()
            self.restore(compared(), bundles)
        except DamagedLedgerError:
            raise
        except LedgerError as error:
            found = source.broken(error.problems[0], opening) if error.code == "broken_import" else error
            raise DamagedLedgerError([*self._bad(RECORDS).problems, *found.problems]) from error
        if "sha256:" + digest.hexdigest() != stated:
            raise self._bad(RECORDS)

    def _manifest(self, archive: zipfile.ZipFile) -> Mapping[str, Any]:
        found = json.loads(_bounded(archive, MANIFEST))
        if found["kind"] != "kit" or found["format"] != FORMAT:
            raise self._bad(f"{MANIFEST} {FORMAT}")
        return dict(found)

    def _expect(self, members: Mapping[str, str], archive: zipfile.ZipFile) -> None:
        """Refuse a kit with other members than its manifest lists, each once."""
        there = sorted(archive.namelist())
        if len(there) > _MOST_MEMBERS or there != sorted([*members, MANIFEST]):
            wrong = sorted(set(there) ^ {*members, MANIFEST})
            raise self._bad(wrong[0][:100] if wrong else MANIFEST)

    def _text(self, archive: zipfile.ZipFile, name: str, stated: str) -> bytes:
        content = _bounded(archive, name)
        if "sha256:" + sha256(content).hexdigest() != stated:
            raise self._bad(name[:100])
        return content

    def _bad(self, what: str) -> DamagedLedgerError:
        return DamagedLedgerError([Problem("bad_kit", value=self._kit, expected=what)])


def _bounded(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        content = file.read(_MOST_BYTES_OF_A_TEXT + 1)
    if len(content) > _MOST_BYTES_OF_A_TEXT:
        raise ValueError(name)
    return content


def _bundles(texts: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """Digest → path → text, from the members' names."""
    found: dict[str, dict[str, bytes]] = {}
    for name, text in texts.items():
        folder, digest, path = name.split("/", 2)
        if folder + "/" != RULES:
            raise ValueError(name)
        found.setdefault(f"sha256:{digest}", {})[path] = text
    return found
