"""How large a rule file and a folder of them may be, and the grammar of the literals in them."""

from __future__ import annotations

import re

MAX_FILE_BYTES = 1024 * 1024
MAX_DEPTH = 32  # mappings and sequences, one inside the other
MAX_TEXT_BYTES = 4096  # of one value, in UTF-8
MAX_KEY_BYTES = 128
MAX_VALUES = 20_000  # keys and values of one file
MAX_PROBLEMS = 200  # reported of one file
MAX_FILES = 2000  # of one folder of rules
MAX_FOLDER_BYTES = 64 * 1024 * 1024
MAX_LIST_ROWS = 50_000  # of a list input that states no `max_rows`
MAX_TABLE_ROWS = 2_000_000  # of a table input that states none
MAX_USES_DEPTH = 16  # programs that use programs that use …
MAX_LINKED = 1000  # decisions and parameters of a program with all that it uses

NUMBER = r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,10})?"
FRACTION = r"-?(0|[1-9][0-9]{0,17})/[1-9][0-9]{0,17}"
DATE = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
MONTH_DAY = r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
WHOLE = r"0|[1-9][0-9]{0,8}"
NAME = r"[a-z][a-z0-9_]*"
USED_NAME = rf"{NAME}(\.{NAME}){{1,2}}"  # of a used program: `alias.name`, `alias.list.field`
OPTION = r"[A-Za-z][A-Za-z0-9_]*"  # of an enumeration or interpretation; documents name classes A, B, C
DOCUMENT_ID = r"[a-z0-9-]+"
PROGRAM_ID = r"[a-z0-9-]+/[a-z0-9-]+"
# A text input's `pattern`: characters and classes in a row, counted (`{17}`), at most one of them with an open count.
# Nothing more, so that no text takes more than linear time to match.
_CHARACTER = r"(\[\^?[^\[\]\\]+\]|[^\[\](){}*+?|^$\\])(\{[0-9]{1,3}\})?"
PATTERN = rf"({_CHARACTER})*([*+?]|\{{[0-9]{{1,3}},[0-9]{{0,3}}\}})?({_CHARACTER})*"
UNIT = r"(1|[A-Za-z][A-Za-z0-9_]*)([*/][A-Za-z][A-Za-z0-9_]*)*"


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text has the form of one of the patterns above."""
    return re.fullmatch(pattern, text, re.ASCII) is not None
