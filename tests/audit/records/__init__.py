"""Decision records that every later version must replay byte for byte, each file an export of a ledger.

`python -m tests.audit.records NAME` adds `NAME.jsonl`: one or two answers of every shipped program, with the rules of
this day. A file is never written a second time: its sha256 stands in `SHA256SUMS`, to which a new file only adds a
line. Add one when the rules, the steps or the inputs of answers have changed, or the semantics have a new version.
"""
