"""The pure Python YAML reader, for machines whose PyYAML has no libyaml: made to read as libyaml does.

The two differ on plain texts inside brackets: libyaml lets them hold a question mark (`{en: Does it count?}`), and
refuses a colon that touches a bracket or comma (`{a:[b]}`). A rule file must not change its meaning with the machine.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.scanner import ScannerError


class PureLoader(yaml.SafeLoader):
    """`yaml.SafeLoader` with libyaml's plain scalars."""

    _in_plain = False

    def peek(self, index: int = 0) -> str:
        """The character ahead; a question mark inside a plain text looks like any letter."""
        character = str(super().peek(index))
        return "x" if self._in_plain and character == "?" else character

    def scan_plain(self) -> Any:
        """The plain text that starts here."""
        self._in_plain = True
        try:
            token = super().scan_plain()
        finally:
            self._in_plain = False
        touching = self.peek() == ":" and self.peek(1) in ",[]{}"
        if self.flow_level and (touching or ":?" in token.value):
            here = self.get_mark()
            raise ScannerError("while scanning a plain scalar", token.start_mark, "found unexpected ':'", here)
        return token
