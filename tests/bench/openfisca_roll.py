"""A roll of households on OpenFisca, in its vectorised form: arrays in memory in, arrays of the six variables out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.bench.openfisca_dibao import OUTPUTS, PERIOD, system

INPUTS = ("is_urban", "household_income")


def arrays(path: Path, count: int) -> dict[str, Any]:
    """The first `count` households of the file: `size`, and the arrays of OpenFisca's inputs."""
    import duckdb

    query = f"""SELECT area = 'urban' AS is_urban, household_size AS size, household_income::DOUBLE AS household_income
                FROM read_parquet('{path}') LIMIT {count}"""
    with duckdb.connect() as connection:
        found: dict[str, Any] = connection.execute(query).fetchnumpy()
    return found


def simulation(roll: dict[str, Any]) -> Any:
    """A simulation of the households with their people, built as its documentation shows for data in arrays."""
    import numpy
    from openfisca_core.simulations import SimulationBuilder

    count = len(roll["size"])
    builder, built = SimulationBuilder(), system()
    builder.create_entities(built)
    people = numpy.repeat(numpy.arange(count), roll["size"])
    builder.declare_person_entity("person", numpy.arange(len(people)))
    households = builder.declare_entity("household", numpy.arange(count))
    builder.join_with_persons(households, people, roles=numpy.zeros(len(people), dtype=numpy.int16))
    return builder.build(built)


def calculate(made: Any, roll: dict[str, Any]) -> dict[str, Any]:
    """The six variables of every household, worked out anew."""
    for name in (*OUTPUTS, *INPUTS):
        made.delete_arrays(name)
    for name in INPUTS:
        made.set_input(name, PERIOD, roll[name])
    return {name: made.calculate(name, PERIOD) for name in OUTPUTS}
