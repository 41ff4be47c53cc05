"""Benchmarks: how fast the calculator answers, next to programs that do the same work.

Every comparison runs both sides in the same process or in turn, prints the peer's own time beside ours, and
checks first that both sides give the same answers. Run with `make bench`; it is not part of `make test`.
"""
