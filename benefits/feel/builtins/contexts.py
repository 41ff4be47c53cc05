"""Functions of contexts. None changes its argument."""

from __future__ import annotations

from collections.abc import Mapping

from benefits.feel.builtins.registry import Library, context, items, text
from benefits.feel.run import Run
from benefits.feel.values import NullResult

LIBRARY = Library()


@LIBRARY.define("get value", "m", "key")
def _get_value(run: Run, mapping: object, key: object) -> object:
    entries, name = context(mapping), text(key)
    if name not in entries:
        raise NullResult(f"no entry named '{name}'")
    return entries[name]


@LIBRARY.define("get entries", "m")
def _get_entries(run: Run, mapping: object) -> object:
    return [{"key": key, "value": value} for key, value in context(mapping).items()]


@LIBRARY.define("context", "entries")
def _context(run: Run, entries: object) -> object:
    result: dict[str, object] = {}
    for item in items(entries):
        entry = context(item)
        if "key" not in entry or "value" not in entry:
            raise NullResult("an entry needs a key and a value")
        key = text(entry["key"])
        if key in result:
            raise NullResult(f"a second entry '{key}'")
        result[key] = entry["value"]
    run.spend(len(result))
    return result


def _put(run: Run, mapping: Mapping[str, object], keys: list[object], value: object) -> dict[str, object]:
    run.spend(len(mapping) + 1)
    run.check_depth(len(keys))
    name = text(keys[0])
    if len(keys) > 1:
        value = _put(run, context(mapping.get(name)), keys[1:], value)
    return {**mapping, name: value}


@LIBRARY.define("context put", "context", "key", "value")
def _context_put(run: Run, mapping: object, key: object, value: object) -> object:
    return _put(run, context(mapping), [text(key)], value)


@LIBRARY.define("context put", "context", "keys", "value")
def _context_put_at(run: Run, mapping: object, keys: object, value: object) -> object:
    if not isinstance(keys, list) or not keys:
        raise NullResult("a list of keys is needed")
    return _put(run, context(mapping), keys, value)


@LIBRARY.define("context merge", "contexts")
def _context_merge(run: Run, contexts: object) -> object:
    result: dict[str, object] = {}
    for item in items(contexts):
        run.spend(len(context(item)))
        result.update(context(item))
    return result
