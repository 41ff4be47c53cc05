"""Signed notes, in the C2SP form that transparency logs use: a text, a blank line, a line for each signature.

Keys are written as one line each, as that form's tools write them: `name+id+key` in public, `PRIVATE+KEY+name+id+key`
in private. The id is the first four bytes of a hash over the name and the key, so that a verifier knows which key a
signature claims. Ed25519 comes from the optional library `cryptography`; reading a note needs nothing.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from types import ModuleType

from benefits.errors import InputError, Problem

MOST_BYTES = 100_000
_ED25519 = b"\1"
_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]{1,200}")
_DASH = "— "
_PRIVATE = "PRIVATE+KEY+"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that checks signatures: 32 bytes and the name of whom it belongs to."""

    name: str
    key: bytes

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature names the key."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.key).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(_ED25519 + self.key).decode()}"


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A key that signs: 32 secret bytes, the name of whom it belongs to, and its public side."""

    name: str
    secret: bytes = field(repr=False)
    public: PublicKey

    def text(self) -> str:
        """The secret key as its file holds it."""
        return f"{_PRIVATE}{self.name}+{self.public.id.hex()}+{b64encode(_ED25519 + self.secret).decode()}"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: who signed, with which key, and the signature's bytes."""

    name: str
    id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A text, which ends with a line end, and what was signed under it; no signature at all is allowed here."""

    text: str
    signatures: tuple[Signature, ...] = ()

    def __str__(self) -> str:
        lines = (f"{_DASH}{each.name} {b64encode(each.id + each.signature).decode()}\n" for each in self.signatures)
        return f"{self.text}\n{''.join(lines)}"


def read_note(text: str) -> Note:
    """The note of a text. `ValueError`: it is none."""
    if len(text.encode()) > MOST_BYTES or re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text):
        raise ValueError("too long, or has control characters")
    body, blank, lines = text.rpartition("\n\n")
    if not blank or not body or (lines and not lines.endswith("\n")):
        raise ValueError("no blank line after the text")
    return Note(body + "\n", tuple(_signature(line) for line in lines.split("\n")[:-1]))


def _signature(line: str) -> Signature:
    name, space, encoded = line.removeprefix(_DASH).partition(" ")
    signed = decoded(encoded)
    if not line.startswith(_DASH) or not space or not _NAME.fullmatch(name) or len(signed) < 5:
        raise ValueError("no signature line")
    return Signature(name, signed[:4], signed[4:])


def first_line(text: str) -> str:
    """The start of a text that is not what it should be, for a message; of a private key nothing that is secret."""
    return f"{_PRIVATE}…" if _PRIVATE in text else next(iter(text.splitlines()), "")[:60]


def decoded(text: str) -> bytes:
    """The bytes of standard base64, which must be written in its one way. `ValueError`: it is not."""
    try:
        found = b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error
    if b64encode(found).decode() != text:
        raise ValueError("no base64")
    return found


def new_key(name: str) -> PrivateKey:
    """A new key from the system's own randomness. `InputError`: no name for a key, or no library to make one."""
    if not _NAME.fullmatch(name):
        raise InputError([Problem("bad_key_name", "name", name[:100])])
    secret = _library().Ed25519PrivateKey.generate().private_bytes_raw()
    return _private(name, secret)


def read_private(text: str) -> PrivateKey:
    """The key of a private key's file. `InputError`: it is none."""
    start, _, rest = text.strip().partition(_PRIVATE)
    name, id, secret = _parts(rest if not start else "", f"{_PRIVATE}…")
    key = _private(name, secret)
    if key.public.id != id:
        raise _bad_key(f"{_PRIVATE}…")
    return key


def read_public(text: str) -> PublicKey:
    """The key of a public key's file. `InputError`: it is none."""
    name, id, key = _parts(text.strip(), first_line(text.strip()))
    found = PublicKey(name, key)
    if found.id != id:
        raise _bad_key(first_line(text.strip()))
    return found


def _parts(text: str, shown: str) -> tuple[str, bytes, bytes]:
    parts = text.split("+", 2)
    try:
        name, id, key = parts[0], bytes.fromhex(parts[1]), decoded(parts[2])
    except (ValueError, IndexError):
        raise _bad_key(shown) from None
    if not _NAME.fullmatch(name) or len(id) != 4 or len(key) != 33 or key[:1] != _ED25519:
        raise _bad_key(shown)
    return name, id, key[1:]


def _bad_key(shown: str) -> InputError:
    return InputError([Problem("bad_signing_key", "key", shown, "name+id+key")])


def _private(name: str, secret: bytes) -> PrivateKey:
    public = _library().Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
    return PrivateKey(name, secret, PublicKey(name, public))


def signed(text: str, key: PrivateKey) -> Note:
    """The note of a text under one signature."""
    signature = _library().Ed25519PrivateKey.from_private_bytes(key.secret).sign(text.encode())
    return Note(text, (Signature(key.name, key.public.id, signature),))


def judged(note: Note, keys: Iterable[PublicKey]) -> list[Problem]:
    """What is wrong with the note's signatures for somebody who trusts these keys; nothing if they hold.

    A signature by one of the keys must hold, and there must be one. Those of other keys are passed over, as the form
    asks. `InputError`: the library that checks signatures is not installed.
    """
    known = {(key.name, key.id): key for key in keys}
    claimed = [(known[each.name, each.id], each) for each in note.signatures if (each.name, each.id) in known]
    broken = [each for key, each in claimed if not _holds(note, key, each)]
    problems = [Problem("bad_signature", "checkpoint", each.name) for each in broken]
    if not claimed:
        who = ", ".join(str(each.name) for each in note.signatures)[:200]
        wanted = ", ".join(sorted(f"{key.name}+{key.id.hex()}" for key in known.values()))
        problems.append(Problem("not_signed", "checkpoint", who or "-", wanted))
    return problems


def _holds(note: Note, key: PublicKey, claim: Signature) -> bool:
    library = _library()
    from cryptography.exceptions import InvalidSignature

    try:
        library.Ed25519PublicKey.from_public_bytes(key.key).verify(claim.signature, note.text.encode())
    except InvalidSignature:
        return False
    return True


def _library() -> ModuleType:
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        raise InputError([Problem("needs_extra", value="Ed25519", expected="benefits[audit]")]) from None
    return ed25519
