"""A folder of rules, or a bundle of them, to its programs, checked and linked: `load`.

The road is read (`yaml_text`, `rule_file`), build, link, check; all problems of all files come together. Because that
road takes longer than one command may, its end is kept in a cache (`benefits.model.cache`, which says how it stays
true). A load that finds its programs there reads and hashes the rule files and nothing else, and a program is decoded
when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from benefits.errors import Problem, RuleError, UnknownProgramError
from benefits.model import cache, codec
from benefits.model.documents import Document
from benefits.model.files import DOCUMENTS, read_folder, shipped_rules
from benefits.model.program import Program
from benefits.model.yaml_text import normalise

_LIST = "library"
_DOCUMENTS = "documents"


class Library:
    """The programs and documents of a folder of rules, all found right. Its values never change."""

    def __init__(
        self,
        ids: tuple[str, ...],
        documents: Mapping[str, Document] | None,
        texts: Mapping[str, bytes],
        programs: Mapping[str, Program],
        entry: cache.Entry | None = None,
    ) -> None:
        self.ids = ids
        self._documents = documents
        self.problems: tuple[Problem, ...] = ()
        self._texts = texts
        self._programs = dict(programs)
        self._entry = entry

    @property
    def documents(self) -> Mapping[str, Document]:
        """Every document's record with its register of clauses, by id; decoded when first asked for."""
        if self._documents is None:
            self._documents = self._decoded_documents()
        return self._documents

    def _decoded_documents(self) -> Mapping[str, Document]:
        text = self._entry.read(_DOCUMENTS) if self._entry is not None else None
        if text is not None:
            try:
                found = codec.decode(text)
                if isinstance(found, tuple) and all(isinstance(each, Document) for each in found):
                    return {each.id: each for each in found}
            except codec.DamagedTextError:
                pass
        from benefits.model.assemble import assemble

        _, documents, _ = assemble(self._texts)
        return documents

    def program(self, id: str) -> Program:
        """The linked and checked program. `UnknownProgramError` names the nearest id."""
        if id not in self.ids:
            near = next(iter(get_close_matches(str(id)[:64], self.ids, 1)), "")
            shown = ", ".join(self.ids[:20])
            raise UnknownProgramError([Problem("unknown_program", "program", str(id)[:80], shown, near)])
        if id not in self._programs:
            self._programs[id] = self._decoded(id)
        return self._programs[id]

    def files(self, *programs: str) -> dict[str, bytes]:
        """The rule files behind the answers of these programs, normalised, by path; without any, all there are.

        Raises `UnknownProgramError`.
        """
        paths = {path for id in programs for path in self.program(id).sources} if programs else self._texts.keys()
        return {path: normalise(self._texts[path]).encode() for path in sorted(paths)}

    def _decoded(self, id: str) -> Program:
        text = self._entry.read(id) if self._entry is not None else None
        if text is not None:
            try:
                found = codec.decode(text)
                if isinstance(found, Program) and found.id == id:
                    return found
            except codec.DamagedTextError:
                pass
        from benefits.model.assemble import assemble

        programs, _, _ = assemble(self._texts)
        if self._entry is not None:
            self._entry.write([(id, codec.encode(programs[id]))])
        return programs[id]


def load(path: Path | None = None) -> Library:
    """The library of a folder of rules or of a bundle; without a path, of the rules that ship with the package.

    Raises `RuleError` with all problems of all files, sorted by file and line.
    """
    texts, problems = _read(path if path is not None else shipped_rules())
    entry = _entry(texts) if not problems else None
    if entry is not None and (kept := _kept(texts, entry)) is not None:
        return kept
    programs, documents, found = _assembled(texts, problems)
    if found:
        raise RuleError(found)
    ids = tuple(sorted(programs))
    if entry is not None:
        records = tuple(documents[name] for name in sorted(documents))
        entries = [*((id, codec.encode(programs[id])) for id in ids), (_DOCUMENTS, codec.encode(records))]
        entry.write([*entries, (_LIST, codec.encode(ids))])
    return Library(ids, documents, texts, programs)


def load_texts(texts: Mapping[str, bytes]) -> Library:
    """The library of rule files in memory, by path (`benxi/dibao.yaml`). Nothing is kept. Raises `RuleError`."""
    programs, documents, found = _assembled(texts, [])
    if found:
        raise RuleError(found)
    return Library(tuple(sorted(programs)), documents, texts, programs)


def _read(path: Path) -> tuple[Mapping[str, bytes], list[Problem]]:
    """The rule files of a folder or a bundle, and what is wrong with it."""
    if not path.is_file():
        return read_folder(path)
    from benefits.model.bundle import read_bundle

    try:
        return read_bundle(path), []
    except RuleError as error:
        return {}, list(error.problems)


def check_path(path: Path) -> list[Problem]:
    """All problems of a folder of rules, of a bundle, or of one file in such a folder; an empty list for none."""
    if path.is_dir() or path.suffix != ".yaml":
        texts, problems = _read(path)
        return _assembled(texts, problems)[2]
    root = path.absolute().parent.parent
    if not path.is_file():
        return [Problem("unreadable_file", value=path.name, file=path.name, line=1, column=1)]
    if path.absolute().parent.name != DOCUMENTS and not (root / DOCUMENTS).is_dir():
        return [Problem("misplaced_file", value=path.name, file=path.name, line=1, column=1)]
    texts, problems = read_folder(root)
    file = f"{path.absolute().parent.name}/{path.name}"
    return [problem for problem in _assembled(texts, problems)[2] if problem.file == file]


def _assembled(
    texts: Mapping[str, bytes], problems: list[Problem]
) -> tuple[dict[str, Program], dict[str, Document], list[Problem]]:
    """Programs, documents and all problems in order, those that the folder itself had first among equals."""
    if not problems and all(path.startswith(f"{DOCUMENTS}/") for path in texts):
        return {}, {}, [Problem("no_rules")]
    from benefits.model.assemble import assemble

    programs, documents, found = assemble(texts)
    ordered = sorted([*problems, *found], key=lambda each: (each.file, each.line, each.column, each.code, each.path))
    return programs, documents, ordered


def _entry(texts: Mapping[str, bytes]) -> cache.Entry | None:
    folder, code = cache.cache_folder(), cache.code_digest()
    return None if folder is None or code is None else cache.Entry(folder, cache.key_of(code, texts))


def _kept(texts: Mapping[str, bytes], entry: cache.Entry) -> Library | None:
    """The library as it was kept, or None."""
    text = entry.read(_LIST)
    if text is None:
        return None
    try:
        ids = codec.decode(text)
    except codec.DamagedTextError:
        return None
    if not isinstance(ids, tuple) or not all(isinstance(id, str) for id in ids):
        return None
    return Library(ids, None, texts, {}, entry)
