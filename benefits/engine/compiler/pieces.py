"""Pieces of JSON text with places for values, made when the code is written so that answering only fills them in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benefits.engine.decision import canonical


@dataclass(frozen=True, slots=True)
class Piece:
    """A bytes template for `%` and the code of what goes into its places, in order."""

    text: bytes
    codes: tuple[str, ...] = ()

    @classmethod
    def fixed(cls, text: bytes) -> Piece:
        return cls(text.replace(b"%", b"%%"))

    @classmethod
    def value(cls, code: str) -> Piece:
        """One place for bytes."""
        return cls(b"%b", (code,))

    @classmethod
    def joined(cls, pieces: Sequence[Piece], between: bytes = b",") -> Piece:
        codes = tuple(code for piece in pieces for code in piece.codes)
        return cls(between.join(piece.text for piece in pieces), codes)

    def within(self, before: bytes, after: bytes) -> Piece:
        return Piece(before + self.text + after, self.codes)


class Mark:
    """Stands in a JSON value for a piece."""

    def __init__(self, piece: Piece | str) -> None:
        self.piece = Piece.value(piece) if isinstance(piece, str) else piece


_PLACE = re.compile('"\\\\u0002([0-9]+)"')


def piece_of(value: object) -> Piece:
    """The canonical JSON of a value in which marks stand for pieces."""
    marks: list[Mark] = []
    text = canonical(_numbered(value, marks)).decode()
    split = _PLACE.split(text)
    parts: list[Piece] = []
    for fixed, number in zip(split[::2], [*split[1::2], None], strict=True):
        parts.append(Piece.fixed(fixed.encode()))
        if number is not None:
            parts.append(marks[int(number)].piece)
    return Piece.joined(parts, b"")


def _numbered(value: object, marks: list[Mark]) -> object:
    if isinstance(value, Mark):
        marks.append(value)
        return f"\x02{len(marks) - 1}"
    if isinstance(value, dict):
        return {key: _numbered(cell, marks) for key, cell in value.items()}
    return [_numbered(item, marks) for item in value] if isinstance(value, list) else value


def members(pieces: Iterable[tuple[str, Piece]]) -> Piece:
    """A JSON object from its members, sorted by key."""
    ordered = sorted(pieces, key=lambda member: member[0])
    keyed = [piece.within(canonical(key).replace(b"%", b"%%") + b":", b"") for key, piece in ordered]
    return Piece.joined(keyed).within(b"{", b"}")
