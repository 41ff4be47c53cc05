"""Rule-mutation score: every figure, edge, day, row, member, citation, unit and operator of every rule file is changed
in turn, one at a time, and the suite must notice each change.

`changes` (with `formulas`) finds the changes of a file, `trial` says what notices one, `run` goes through programs,
`waivers` knows the changes that are let pass, each with a reason and a day. `python -m tests.mutants` prints the score.
"""
