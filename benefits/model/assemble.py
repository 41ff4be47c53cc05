"""All rule files of a folder to programs: each read and built, then linked, then checked, then digested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from benefits.errors import Problem
from benefits.model.build import build_document, build_program
from benefits.model.check import check
from benefits.model.check.registers import check_registers
from benefits.model.digest import bundle_digest, cited_documents, file_digest
from benefits.model.documents import Document
from benefits.model.files import DOCUMENTS
from benefits.model.link import Linker, Unlinked
from benefits.model.program import Label, Program
from benefits.model.rule_file import place_of, read_document, read_program
from benefits.model.yaml_text import Reading


def assemble(texts: Mapping[str, bytes]) -> tuple[dict[str, Program], dict[str, Document], list[Problem]]:
    """Programs and documents by id, and the problems of all files; programs of files with problems are left out."""
    documents: dict[str, Document] = {}
    sources: dict[str, Unlinked] = {}
    problems: list[Problem] = []
    for file, content in texts.items():
        if file.startswith(f"{DOCUMENTS}/"):
            problems += _document(file, content, documents)
        else:
            problems += _program(file, content, sources)
    ids = frozenset(file.removesuffix(".yaml") for file in texts if not file.startswith(f"{DOCUMENTS}/"))
    linker = Linker(sources, ids)
    linked = {id: program for id in sources if (program := linker.linked(id)) is not None}
    problems += linker.problems
    problems += check_registers(linked, documents)
    programs: dict[str, Program] = {}
    for id, program in linked.items():
        found = check(program, linked, documents)
        problems += [replace(each, file=each.file or program.path) for each in found]
        if not found:
            programs[id] = _identified(program, linked, documents, texts)
    return programs, documents, problems


def _document(file: str, content: bytes, documents: dict[str, Document]) -> list[Problem]:
    reading, shape, problems = read_document(content, file)
    id = file.removesuffix(".yaml").partition("/")[2]
    if reading is None or shape is None:
        # It is there, though refused: programs that cite it are not to blame.
        nameless = Label("", "")
        documents[id] = Document(id, nameless, None, nameless, None, None, None, ())
        return problems
    documents[id] = build_document(reading, shape)
    return _id_problems(reading, file, "document", shape.document, id)


def _program(file: str, content: bytes, sources: dict[str, Unlinked]) -> list[Problem]:
    reading, shape, problems = read_program(content, file)
    if reading is None or shape is None:
        return problems
    program, problems = build_program(reading, shape, file)
    problems = _id_problems(reading, file, "program", program.id, file.removesuffix(".yaml")) + problems
    if not problems:
        sources[program.id] = Unlinked(program, reading)
    return problems


def _id_problems(reading: Reading, file: str, key: str, id: str, expected: str) -> list[Problem]:
    """A file says the id that its place says."""
    if id == expected:
        return []
    mark = place_of(reading, (key,))
    return [Problem("wrong_id", key, id, expected, "", file, mark.line, mark.column)]


def _identified(
    program: Program, linked: Mapping[str, Program], documents: Mapping[str, Document], texts: Mapping[str, bytes]
) -> Program:
    """The program with the documents it cites and the digests of all files behind its answers.

    What a used program cites is among the files, so that they can be read and checked without any others.
    """
    cited = [name for name in cited_documents(program) if name in documents]
    files = []
    waiting = [program]
    while waiting:
        each = waiting.pop()
        files += [each.path, *(f"{DOCUMENTS}/{name}.yaml" for name in cited_documents(each) if name in documents)]
        waiting += [linked[used] for _, used in each.uses]
    sources = {file: file_digest(texts[file]) for file in sorted(set(files))}
    return replace(
        program,
        documents=tuple(replace(documents[name], clauses=()) for name in cited),
        sources=sources,
        bundle=bundle_digest(sources),
    )
