"""YAML text to plain nested values: mappings, sequences and texts, with the place of every key and value.

The subset is small on purpose: what a reader sees is what is meant. Anchors, aliases, tags, merge keys, directives,
duplicate keys, tabs, invisible characters, empty values and a second document are refused, and so is anything large or
deep. The file is read as a stream of events, so that a hostile one is refused before a tree of it exists. Every value
stays text; what it means is said by `benefits.model.rule_file`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benefits.errors import Problem
from benefits.model.limits import MAX_DEPTH, MAX_FILE_BYTES, MAX_KEY_BYTES, MAX_PROBLEMS, MAX_TEXT_BYTES, MAX_VALUES
from benefits.model.program import Mark

if TYPE_CHECKING:
    import yaml

Path = tuple[str | int, ...]
Plain = str | dict[str, "Plain"] | list["Plain"]

# Control characters, YAML's further line breaks, characters that are invisible or turn the direction of the text.
_BAD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udfff]"
)
_NULL = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: its key (for an item of a sequence, the item itself), its first character, and its extent.

    `start` and `end` are offsets in the text; `style` is YAML's: "" (plain), `'`, `"`, `>`, `|`, `{` for a collection.
    """

    key: Mark
    value: Mark
    start: int
    end: int
    style: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's content: the normalised text, its value, and the place of every value by path."""

    text: str
    value: dict[str, Plain]
    places: Mapping[Path, Place]
    line_starts: tuple[int, ...]

    def mark(self, offset: int) -> Mark:
        """Line and column of an offset in the text."""
        line = bisect_right(self.line_starts, offset)
        return Mark(line, offset - self.line_starts[line - 1] + 1)


@dataclass(slots=True)
class _Open:
    """A mapping or sequence that is being read; `key` is a mapping's key that waits for its value."""

    content: dict[str, Plain] | list[Plain]
    path: Path
    key: str | None
    key_mark: Mark


@dataclass(slots=True)
class _State:
    file: str
    text: str
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    places: dict[Path, Place] = field(default_factory=dict)
    root: Plain | None = None
    documents: int = 0

    def add(self, code: str, mark: Mark, value: str = "", expected: str = "") -> None:
        path = path_text(self.path()) if self.stack else ""
        self.problems.append(Problem(code, path, value, expected, "", self.file, mark.line, mark.column))

    def path(self) -> Path:
        """The path of the value that comes next."""
        top = self.stack[-1]
        if isinstance(top.content, list):
            return (*top.path, len(top.content))
        return top.path if top.key is None else (*top.path, top.key)


def path_text(path: Path) -> str:
    """`parameters.cap.values[0]`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def normalise(content: bytes) -> str:
    """The text of a file as it is read and as it is hashed: UTF-8 without a mark, NFC, lines that end with LF.

    Raises `UnicodeDecodeError`.
    """
    text = content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    return unicodedata.normalize("NFC", text)


def read(content: bytes, file: str) -> tuple[Reading | None, list[Problem]]:
    """The content of a rule file, or None and what is wrong with it (at most `MAX_PROBLEMS`)."""
    if len(content) > MAX_FILE_BYTES:
        return None, [Problem("file_too_large", "", f"{len(content)}", f"{MAX_FILE_BYTES}", "", file, 1, 1)]
    try:
        text = normalise(content)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").rpartition("\n")
        line = content.count(b"\n", 0, error.start) + 1
        return None, [Problem("not_utf8", "", f"0x{content[error.start]:02X}", "", "", file, line, len(before[2]) + 1)]
    state = _State(file, text)
    _refuse_characters(state)
    if not state.problems:
        _read_events(state)
    if state.problems:
        return None, state.problems[:MAX_PROBLEMS]
    if not isinstance(state.root, dict):
        return None, [Problem("not_a_mapping", "", "", "", "", file, 1, 1)]
    starts = (0, *(found.end() for found in re.finditer("\n", text)))
    return Reading(text, state.root, state.places, starts), []


def _refuse_characters(state: _State) -> None:
    for found in _BAD.finditer(state.text):
        offset = found.start()
        line = state.text.count("\n", 0, offset) + 1
        mark = Mark(line, offset - state.text.rfind("\n", 0, offset))
        state.add(*_character_problem(found.group(), mark))
        if len(state.problems) >= MAX_PROBLEMS:
            break


def _character_problem(character: str, mark: Mark) -> tuple[str, Mark, str]:
    return ("yaml_tab", mark, "") if character == "\t" else ("bad_character", mark, f"U+{ord(character):04X}")


def _events(text: str) -> Iterator[yaml.Event]:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", None)
    if loader is None:
        from benefits.model.yaml_pure import PureLoader as loader
    return yaml.parse(text, Loader=loader)


def _read_events(state: _State) -> None:
    import yaml

    try:
        for event in _events(state.text):
            if not _take(state, event) or len(state.problems) >= MAX_PROBLEMS:
                return
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        state.add("yaml_syntax", _mark(mark) if mark else Mark(1, 1), "", error.problem or error.context or "")
    except (yaml.YAMLError, ValueError, OverflowError):
        # An escape of no character, which only the pure Python reader lets through to here.
        state.add("yaml_syntax", Mark(1, 1))


def _mark(mark: Any) -> Mark:
    return Mark(mark.line + 1, mark.column + 1)


def _take(state: _State, event: yaml.Event) -> bool:
    """Takes one event in; False when reading on makes no sense."""
    import yaml

    mark = _mark(event.start_mark)
    if isinstance(event, yaml.DocumentStartEvent):
        state.documents += 1
        if event.version or event.tags:
            state.add("yaml_directive", mark)
        if state.documents > 1:
            state.add("second_document", mark)
        return state.documents == 1 and not state.problems
    if isinstance(event, yaml.AliasEvent):
        state.add("yaml_alias", mark, f"*{event.anchor}")
        return False
    if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
        state.stack.pop()
        return True
    if not isinstance(event, yaml.NodeEvent):
        return True
    if event.anchor is not None:
        state.add("yaml_anchor", mark, f"&{event.anchor}")
    if isinstance(event, yaml.ScalarEvent):
        return _take_scalar(state, event, mark)
    return _take_collection(state, event, mark)


def _tag(tag: str) -> str:
    """A tag as files write it."""
    return tag.replace("tag:yaml.org,2002:", "!!")


def _take_collection(state: _State, event: Any, mark: Mark) -> bool:
    if event.tag is not None:
        state.add("yaml_tag", mark, _tag(event.tag))
    if state.stack and state.stack[-1].key is None and isinstance(state.stack[-1].content, dict):
        state.add("yaml_key", mark)
        return False
    if len(state.stack) >= MAX_DEPTH:
        state.add("yaml_too_deep", mark, "", str(MAX_DEPTH))
        return False
    content: dict[str, Plain] | list[Plain] = {} if type(event).__name__ == "MappingStartEvent" else []
    path = state.path() if state.stack else ()
    placed = _put(state, content, event, mark, "{")
    state.stack.append(_Open(content, path, None, mark))
    return placed


def _take_scalar(state: _State, event: Any, mark: Mark) -> bool:
    value = unicodedata.normalize("NFC", event.value)
    plain = not event.style
    if event.tag is not None:
        state.add("yaml_tag", mark, _tag(event.tag))
    if bad := _BAD.search(value):
        state.add(*_character_problem(bad.group(), mark))
    if len(value.encode("utf-8", "replace")) > MAX_TEXT_BYTES:
        state.add("text_too_long", mark, "", str(MAX_TEXT_BYTES))
    top = state.stack[-1] if state.stack else None
    if top is not None and isinstance(top.content, dict) and top.key is None:
        _take_key(state, top, value, plain, mark)
        return True
    if plain and value in _NULL:
        state.add("empty_value", top.key_mark if top and top.key is not None else mark)
    return _put(state, value, event, mark, event.style or "")


def _take_key(state: _State, top: _Open, key: str, plain: bool, mark: Mark) -> None:
    if plain and key == "<<":
        state.add("yaml_merge", mark)
    elif plain and key in _NULL:
        state.add("empty_value", mark)
    elif len(key.encode("utf-8", "replace")) > MAX_KEY_BYTES:
        state.add("text_too_long", mark, "", str(MAX_KEY_BYTES))
    elif key in top.content:
        first = state.places[(*top.path, key)].key
        state.add("duplicate_key", mark, key, str(first.line))
    top.key, top.key_mark = key, mark


def _put(state: _State, value: Plain, event: Any, mark: Mark, style: str) -> bool:
    """Puts a value where it belongs; False when there are too many."""
    if not state.stack:
        state.root = value
        state.places[()] = Place(mark, mark, event.start_mark.index, event.end_mark.index, style)
        return True
    top, path = state.stack[-1], state.path()
    if isinstance(top.content, list):
        top.content.append(value)
        key_mark = mark
    else:
        top.content[str(top.key)] = value
        key_mark, top.key = top.key_mark, None
    state.places[path] = Place(key_mark, mark, event.start_mark.index, event.end_mark.index, style)
    if len(state.places) > MAX_VALUES:
        state.add("too_many_values", mark, "", str(MAX_VALUES))
        return False
    return True


def lines(reading: Reading, path: Path) -> tuple[tuple[int, Mark], ...]:
    """Where the characters of a text value stand in the file: from which offset of the value on, line and column.

    Between two entries offset and column run along together. Folded lines, indents and escapes start a new entry.
    """
    place = reading.places[path]
    value = str(_at(reading.value, path))
    raw = reading.text
    here = place.start + (1 if place.style in ("'", '"') else 0)
    if place.style in (">", "|"):
        here = raw.index("\n", place.start) + 1
    entries: list[tuple[int, int]] = []  # offset in the value, offset in the file
    expected = -1
    for offset, character in enumerate(value):
        here = _skip_to(raw, here, character, place.style)
        if here != expected:
            entries.append((offset, here))
        here, expected = _after(raw, here, character, place.style), here + 1
    return tuple((offset, reading.mark(there)) for offset, there in entries)


def _at(value: Plain, path: Path) -> Plain:
    for part in path:
        value = value[part]  # type: ignore[index]
    return value


def _skip_to(raw: str, here: int, character: str, style: str) -> int:
    """The offset in the file of the character of the value that comes next."""
    if character not in " \n":
        while raw[here : here + 1] in (" ", "\n") or (style == '"' and raw.startswith("\\\n", here)):
            here += 2 if raw[here] == "\\" else 1
    return here


def _after(raw: str, here: int, character: str, style: str) -> int:
    """The offset behind the character of the value that stands at `here`."""
    if style == "'" and character == "'":
        return here + 2
    if style == '"' and raw.startswith("\\", here):
        return here + {"x": 4, "u": 6, "U": 10}.get(raw[here + 1], 2)
    return here + 1
