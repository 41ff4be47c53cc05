"""Which language to speak: `--lang`, else the locale's, else Chinese."""

from __future__ import annotations

import os
from collections.abc import Mapping

LANGUAGES = ("zh", "en")
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def from_locale(environment: Mapping[str, str] = os.environ) -> str:
    """The language of the first locale variable that is set; `C` and languages that we do not speak give Chinese."""
    named = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    language = named.partition("_")[0].partition(".")[0].lower()
    return language if language in LANGUAGES else "zh"
