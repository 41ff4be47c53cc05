"""The relations of intervals (DMN 1.5, table 78), and `range`. A point counts as the range that holds only it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from benefits.feel import syntax, temporal_text
from benefits.feel.builtins.registry import Body, Library, single, text
from benefits.feel.comparison import less
from benefits.feel.errors import FeelSyntaxError
from benefits.feel.parser import parse
from benefits.feel.run import Run
from benefits.feel.values import NullResult, Range

LIBRARY = Library()


def _as_range(value: object) -> Range:
    value = single(value)
    return value if isinstance(value, Range) else Range(value, value, True, True)


def _order(left: object, right: object) -> int:
    """-1, 0 or 1; raises `NullResult` where the two have no order."""
    before, behind = less(left, right), less(right, left)
    if before is None or behind is None:
        raise NullResult("the ends of the ranges have no order")
    return int(behind) - int(before)


def _end_to_start(left: Range, right: Range) -> int:
    """Where `left` ends, seen from where `right` starts. An absent end lies beyond everything."""
    unbounded = (left.half and left.high is None) or (right.half and right.low is None)
    return 1 if unbounded else _order(left.high, right.low)


def _starts(left: Range, right: Range) -> int:
    absent = [item.half and item.low is None for item in (left, right)]
    return absent[1] - absent[0] if any(absent) else _order(left.low, right.low)


def _ends(left: Range, right: Range) -> int:
    absent = [item.half and item.high is None for item in (left, right)]
    return absent[0] - absent[1] if any(absent) else _order(left.high, right.high)


def _before(left: Range, right: Range) -> bool:
    order = _end_to_start(left, right)
    return order < 0 or (order == 0 and not (left.high_included and right.low_included))


def _meets(left: Range, right: Range) -> bool:
    return _end_to_start(left, right) == 0 and left.high_included and right.low_included


def _overlaps(left: Range, right: Range) -> bool:
    return not _before(left, right) and not _before(right, left)


def _overlaps_before(left: Range, right: Range) -> bool:
    start, end = _starts(left, right), _ends(left, right)
    starts_earlier = start < 0 or (start == 0 and left.low_included and not right.low_included)
    ends_earlier = end < 0 or (end == 0 and (right.high_included or not left.high_included))
    return starts_earlier and ends_earlier and not _before(left, right)


def _during(left: Range, right: Range) -> bool:
    start, end = _starts(left, right), _ends(left, right)
    after_start = start > 0 or (start == 0 and (right.low_included or not left.low_included))
    before_end = end < 0 or (end == 0 and (right.high_included or not left.high_included))
    return after_start and before_end


def _finishes(left: Range, right: Range) -> bool:
    return _ends(left, right) == 0 and left.high_included == right.high_included and _during(left, right)


def _begins(left: Range, right: Range) -> bool:
    return _starts(left, right) == 0 and left.low_included == right.low_included and _during(left, right)


def _coincides(left: Range, right: Range) -> bool:
    return _begins(left, right) and _finishes(left, right)


def _relation(holds: Callable[[Range, Range], bool], swapped: bool) -> Body:
    def relation(run: Run, first: object, second: object) -> object:
        left, right = _as_range(first), _as_range(second)
        return holds(right, left) if swapped else holds(left, right)

    return relation


_POINTS, _POINT_RANGE, _RANGE_POINT = ("point1", "point2"), ("point", "range"), ("range", "point")
_RANGES = ("range1", "range2")
_RELATIONS: tuple[tuple[str, Callable[[Range, Range], bool], bool, tuple[tuple[str, str], ...]], ...] = (
    ("before", _before, False, (_POINTS, _POINT_RANGE, _RANGE_POINT, _RANGES)),
    ("after", _before, True, (_POINTS, _POINT_RANGE, _RANGE_POINT, _RANGES)),
    ("meets", _meets, False, (_RANGES,)),
    ("met by", _meets, True, (_RANGES,)),
    ("overlaps", _overlaps, False, (_RANGES,)),
    ("overlaps before", _overlaps_before, False, (_RANGES,)),
    ("overlaps after", _overlaps_before, True, (_RANGES,)),
    ("finishes", _finishes, False, (_POINT_RANGE, _RANGES)),
    ("finished by", _finishes, True, (_RANGE_POINT, _RANGES)),
    ("includes", _during, True, (_RANGE_POINT, _RANGES)),
    ("during", _during, False, (_POINT_RANGE, _RANGES)),
    ("starts", _begins, False, (_POINT_RANGE, _RANGES)),
    ("started by", _begins, True, (_RANGE_POINT, _RANGES)),
    ("coincides", _coincides, False, (_POINTS, _RANGES)),
)
for _name, _holds, _swapped, _signatures in _RELATIONS:
    for _signature in _signatures:
        LIBRARY.define(_name, *_signature)(_relation(_holds, _swapped))


# range("[1..3]"): the text may hold literals only.

_READERS: dict[str, Callable[[str], object]] = {
    "date": temporal_text.read_date,
    "time": temporal_text.read_time,
    "date and time": temporal_text.read_date_time,
    "duration": temporal_text.read_duration,
}


def _literal(node: syntax.Node | None) -> object:
    if isinstance(node, (syntax.Number, syntax.Text)):
        return node.value
    if isinstance(node, syntax.Negate) and isinstance(node.operand, syntax.Number):
        return Fraction(-node.operand.value)
    if isinstance(node, syntax.AtLiteral):
        return temporal_text.read_any(node.text)
    if isinstance(node, syntax.Call) and isinstance(node.function, syntax.Name) and len(node.arguments) == 1:
        argument, reader = node.arguments[0], _READERS.get(node.function.name)
        if reader is not None and isinstance(argument, syntax.Text):
            return reader(argument.value)
    raise NullResult("the ends of the range must be literals")


@LIBRARY.define("range", "from")
def _range(run: Run, source: object) -> object:
    try:
        node = parse(text(source))
    except FeelSyntaxError as fault:
        raise NullResult("not the text of a range") from fault
    if not isinstance(node, syntax.RangeLiteral):
        raise NullResult("not the text of a range")
    low, high = _literal(node.low), _literal(node.high)
    if less(high, low) is not False:
        raise NullResult("a range that does not ascend")
    return Range(low, high, node.low_included, node.high_included)
