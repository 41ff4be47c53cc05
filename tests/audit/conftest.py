"""The databases that a ledger may lie in, made for one test each."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from tests.audit.postgres_server import binaries, running


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server that runs as long as the tests do."""
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: Debian's package postgresql, or `make packages` as root")
    with running(programs) as address:
        yield address


_NUMBERS = itertools.count(1)


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The address of an empty database."""
    import psycopg

    name = f"ledger_{next(_NUMBERS)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
        yield postgres_server.replace("/postgres?", f"/{name}?")
        connection.execute(f"drop database {name} with (force)".encode())
