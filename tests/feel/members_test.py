from __future__ import annotations

import pytest

from tests.feel.reading import n, ns, reasons, seconds, value


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("{a: {b: 1}}.a.b", n(1)),
        ('@"2019-07-01".year', n(2019)),
        ('@"2019-07-01".month', n(7)),
        ('@"2019-07-01".day', n(1)),
        ('@"2019-07-01".weekday', n(1)),
        ('@"0381-07-07".weekday', n(2)),
        ('@"-2019-07-07T00:00:00".weekday', n(2)),
        ('@"2019-07-01T10:11:12.5".hour', n(10)),
        ('@"2019-07-01T10:11:12.5".minute', n(11)),
        ('@"2019-07-01T10:11:12.5".second', n(12)),
        ('@"10:11:12".hour', n(10)),
        ('@"10:11:12+08:00".time offset', seconds(28800)),
        ('@"10:11:12".time offset', None),
        ('@"10:11:12@Etc/UTC".timezone', "Etc/UTC"),
        ('@"2018-10-08T00:00:00@Europe/Paris".time offset', seconds(7200)),
        ('@"P1Y2M".years', n(1)),
        ('@"P1Y2M".months', n(2)),
        ('@"-P1Y2M".years', n(-1)),
        ('@"-P1Y2M".months', n(-2)),
        ('@"P1DT2H3M4.5S".days', n(1)),
        ('@"P1DT2H3M4.5S".hours', n(2)),
        ('@"P1DT2H3M4.5S".minutes', n(3)),
        ('@"P1DT2H3M4.5S".seconds', n("4.5")),
        ('@"-P1DT2H".hours', n(-2)),
        ("[1..2).start", n(1)),
        ("[1..2).end", n(2)),
        ("[1..2).start included", True),
        ("[1..2).end included", False),
        ("(> 1).end", None),
        ("[{a: 1}, {b: 2}, 3].a", [n(1), None, None]),
        ("[{a: 1}, {a: 2}].a", ns(1, 2)),
    ],
)
def test_members(text: str, result: object) -> None:
    assert value(text) == result


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{a: 1}.b", "no entry named 'b'"),
        ("null.a", "a Null has no 'a'"),
        ("1 .a", "a number has no 'a'"),
        ('@"P1Y".days', "a years and months duration has no 'days'"),
        ('@"2019-07-01".hour', "a date has no 'hour'"),
        ("[1..2].middle", "a range has no 'middle'"),
        ('@"P1D".years', "a days and time duration has no 'years'"),
        ('@"10:00:00".year', "a time has no 'year'"),
        ('@"2019-07-01T00:00:00".age', "a date and time has no 'age'"),
    ],
)
def test_missing_members_have_a_reason(text: str, reason: str) -> None:
    assert value(text) is None
    assert reasons(text) == [reason]
