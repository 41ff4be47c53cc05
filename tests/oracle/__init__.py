"""An independent calculation of every program, to hold against the engine.

In: a date, the inputs of one case, and the interpretations chosen. Out: an `Expected`, with numbers as exact fractions.
One module per program, written from the catalogue and the documents alone. Nothing here imports `benefits` except
`oracle_test.py`, which asks both sides the same random questions. `selfcheck_*_test.py` hold the oracle against the
published figures, so that it can be trusted before there is an engine to compare with.
"""
