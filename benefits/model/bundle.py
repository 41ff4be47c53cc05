"""A bundle: the rule files that can answer some questions, as one archive that is known by its content.

It is a zip of `manifest.json` and `files/<path>`, nothing compressed, in one order, with one date: the same rules are
the same bytes, whatever machine or library wrote them. Only an archive that is byte for byte what `write_bundle` writes
is read, so nothing can hide in it, and no member is larger than the archive itself.
"""

from __future__ import annotations

import json
import struct
from binascii import crc32
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

from benefits.errors import Problem, RuleError
from benefits.model import limits
from benefits.model.digest import bundle_digest
from benefits.model.files import DOCUMENTS
from benefits.model.program import SEMANTICS
from benefits.model.yaml_text import normalise

FORMAT = "1"
MANIFEST = "manifest.json"
_FOLDER = "files/"
_MAX_MANIFEST_BYTES = 1 << 20
_MAX_BYTES = limits.MAX_FOLDER_BYTES + _MAX_MANIFEST_BYTES + 1024 * limits.MAX_FILES
_DIGEST = "sha256:[0-9a-f]{64}"

# The fields of a zip file (APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16) that are the same in every bundle: stored
# with the features of version 1.0, made on Unix, on 1980-01-01 at 00:00, a regular file that its owner may write.
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_NEEDS, _MADE_BY, _TIME, _DATE, _ATTRIBUTES = 10, 3 << 8 | 20, 0, 1 << 5 | 1, 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle holds. `files`: path → normalised text; `sources`: path → its digest; `programs`: id → the digest
    of what can change its answers, as the manifest says (`check_programs` compares); `digest` covers all files."""

    files: Mapping[str, bytes]
    sources: Mapping[str, str]
    programs: Mapping[str, str]
    semantics: str
    digest: str


def write_bundle(texts: Mapping[str, bytes]) -> bytes:
    """The archive of rule files, by path below the rules folder. Raises `RuleError` when they are not right."""
    from benefits.model.store import load_texts

    library = load_texts(texts)
    files = {path: normalise(content).encode() for path, content in texts.items()}
    manifest = _manifest(files, {id: library.program(id).bundle for id in library.ids}, SEMANTICS)
    return _archive({MANIFEST: manifest} | {f"{_FOLDER}{path}": files[path] for path in sorted(files)})


def read_bundle(path: Path) -> dict[str, bytes]:
    """The rule files of an archive, by path. Raises `RuleError`; for semantics that this package does not know, too."""
    return dict(open_bundle(path).files)


def open_bundle(path: Path) -> Bundle:
    """The bundle in a file. Raises `RuleError`."""
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except OSError:
        _refuse("unreadable_file", path.name, path.name)
    return parse_bundle(content, path.name)


def parse_bundle(content: bytes, name: str) -> Bundle:
    """The bundle of these bytes; `name` is what messages call them. Raises `RuleError`."""
    if len(content) > _MAX_BYTES:
        _refuse("bundle_too_large", name, name, f"{_MAX_BYTES >> 20} MiB")
    members = _members(content, name)
    manifest = members[MANIFEST]
    files = {path.removeprefix(_FOLDER): text for path, text in members.items() if path != MANIFEST}
    for path in files:
        if not limits.matches(rf"{limits.PROGRAM_ID}\.yaml", path):
            _refuse("bundle_path", name, path[:100])
    listed, programs, semantics = _stated(manifest, name)
    sources = {path: _sha256(text) for path, text in files.items()}
    _compare(listed, sources, name)
    bundle = Bundle(files, sources, programs, semantics, bundle_digest(sources))
    ids = {path.removesuffix(".yaml") for path in files if not path.startswith(f"{DOCUMENTS}/")}
    known = bundle.programs.keys() == ids and all(limits.matches(_DIGEST, one) for one in bundle.programs.values())
    if not known or manifest != _manifest(files, bundle.programs, bundle.semantics):
        _refuse("bundle_manifest", name, MANIFEST)
    if bundle.semantics != SEMANTICS:
        _refuse("unknown_semantics", name, bundle.semantics[:20], SEMANTICS)
    written = _archive({MANIFEST: manifest} | {path: members[path] for path in sorted(members) if path != MANIFEST})
    if written != content and written.startswith(content):
        _refuse("bundle_cut", name, name)
    if written != content or not all(_is_normal(text) for text in files.values()):
        _refuse("bundle_repacked", name, name)
    return bundle


def check_programs(bundle: Bundle, name: str) -> None:
    """Read and check the rules themselves, and compare their digests with the manifest's. Raises `RuleError`."""
    from benefits.model.store import load_texts

    library = load_texts(bundle.files)
    wrong = [id for id in library.ids if library.program(id).bundle != bundle.programs[id]]
    if wrong:
        raise RuleError([_problem("bundle_differs", name, id, library.program(id).bundle) for id in wrong])


def _problem(code: str, name: str, value: str, expected: str = "") -> Problem:
    return Problem(code, value=value, expected=expected, file=name, line=1, column=1)


def _refuse(code: str, name: str, value: str, expected: str = "") -> NoReturn:
    raise RuleError([_problem(code, name, value, expected)])


def _sha256(content: bytes) -> str:
    return "sha256:" + sha256(content).hexdigest()


def _manifest(files: Mapping[str, bytes], programs: Mapping[str, str], semantics: str) -> bytes:
    sources = {path: _sha256(text) for path, text in files.items()}
    said = {
        "digest": bundle_digest(sources),
        "files": sources,
        "format": FORMAT,
        "programs": dict(programs),
        "semantics": semantics,
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def _is_normal(text: bytes) -> bool:
    try:
        return normalise(text).encode() == text
    except UnicodeDecodeError:
        return False


def _stated(manifest: bytes, name: str) -> tuple[dict[str, str], dict[str, str], str]:
    """The manifest's files, programs and semantics, of the shape that they must have."""
    if len(manifest) > _MAX_MANIFEST_BYTES:
        _refuse("bundle_too_large", name, MANIFEST, f"{_MAX_MANIFEST_BYTES >> 20} MiB")
    try:
        said = json.loads(manifest)
    except (ValueError, RecursionError):
        _refuse("bundle_manifest", name, MANIFEST)
    if isinstance(said, dict) and said.get("format") != FORMAT:
        _refuse("bundle_format", name, str(said.get("format"))[:20], FORMAT)
    shapes = {"digest": str, "files": dict, "format": str, "programs": dict, "semantics": str}
    if (
        not isinstance(said, dict)
        or {key: type(value) for key, value in said.items()} != shapes
        or not all(isinstance(one, str) for key in ("files", "programs") for one in said[key].values())
    ):
        _refuse("bundle_manifest", name, MANIFEST)
    return said["files"], said["programs"], said["semantics"]


def _compare(stated: Mapping[str, str], found: Mapping[str, str], name: str) -> None:
    """Every file is there, no other is, and each is what the manifest says."""
    problems = [_problem("bundle_incomplete", name, path[:100]) for path in sorted(stated.keys() - found.keys())]
    problems += [_problem("bundle_unlisted", name, path) for path in sorted(found.keys() - stated.keys())]
    both = sorted(stated.keys() & found.keys())
    problems += [_problem("bundle_differs", name, path, found[path]) for path in both if stated[path] != found[path]]
    if problems:
        raise RuleError(problems[: limits.MAX_PROBLEMS])


def _members(content: bytes, name: str) -> dict[str, bytes]:
    """The members of an archive in its order, the manifest first. They are read from the front, one after the other."""
    members: dict[str, bytes] = {}
    place = 0
    while content[place : place + 4] == _LOCAL_MARK or not members:
        if len(members) > limits.MAX_FILES:
            _refuse("bundle_too_large", name, name, str(limits.MAX_FILES))
        if not content.startswith(_LOCAL_MARK):
            _refuse("not_a_bundle", name, name)
        if place + _LOCAL.size > len(content):
            _refuse("bundle_cut", name, name)
        _, _, flags, method, _, _, _, size, _, length, extra = _LOCAL.unpack_from(content, place)
        start = place + _LOCAL.size + length
        if start > len(content):
            _refuse("bundle_cut", name, name)
        member = content[place + _LOCAL.size : start].decode("ascii", "backslashreplace")
        if not members and member != MANIFEST:
            _refuse("not_a_bundle", name, name)
        if flags or method or extra or member in members:
            _refuse("bundle_repacked", name, member[:100])
        if member != MANIFEST and not member.startswith(_FOLDER):
            _refuse("bundle_path", name, member[:100])
        place = start + size
        if place > len(content):
            _refuse("bundle_cut", name, name)
        members[member] = content[start:place]
    if len(content) < place + _END.size:
        _refuse("bundle_cut", name, name)
    return members


def _archive(members: Mapping[str, bytes]) -> bytes:
    """The bytes of a zip file of these members in this order."""
    local, central = bytearray(), bytearray()
    for name, content in members.items():
        path = name.encode("ascii")
        same = (0, 0, _TIME, _DATE, crc32(content), len(content), len(content), len(path), 0)
        central += _CENTRAL.pack(_CENTRAL_MARK, _MADE_BY, _NEEDS, *same, 0, 0, 0, _ATTRIBUTES, len(local)) + path
        local += _LOCAL.pack(_LOCAL_MARK, _NEEDS, *same) + path + content
    end = _END.pack(_END_MARK, 0, 0, len(members), len(members), len(central), len(local), 0)
    return bytes(local + central + end)
