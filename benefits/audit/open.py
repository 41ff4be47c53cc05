"""One name for every kind of ledger: a PostgreSQL address, a file, or an archive kit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benefits.audit.ledger import Ledger


def open_ledger(target: str, create: bool = False, inspect: bool = False) -> Ledger:
    """The ledger at `postgresql://…`, or in the SQLite file or kit at a path; `create` makes one where there is none.

    `inspect` is for verification: a damaged file is opened as far as it can be, and never written.

    Raises `LedgerError`: `no_ledger`, `not_a_ledger`, `ledger_unusable`, `ledger_damaged`.
    """
    if target.startswith(("postgresql://", "postgres://")):
        from benefits.audit.postgres import PostgresLedger

        return PostgresLedger(target, create)
    from benefits.audit.kit import Kit, is_kit
    from benefits.audit.sqlite import SqliteLedger

    if is_kit(target):
        return Kit(target)
    return SqliteLedger(target, create, inspect)
