"""Columns: tables of cases in, tables of answers out, exactly the engine's, value for value and refusal for refusal.

In comes a checked program and a file of rows; out go the answers of the rows that have one, and for the others the
reason. The rows that are surely right are answered by expressions that DuckDB or Spark runs (`compile`); all others go
to the engine one by one, so that a refusal is always in the engine's words. Nothing here prints or speaks a language
but through the words that it is handed.
"""
