"""Rules of local government as data, and exact, explained answers from them.

`load()` gives the rule book; `RuleBook.decide(program, date, inputs)` a `Decision`. Every error is a `BenefitsError`.
"""

from benefits.book import RuleBook, load, local_values
from benefits.engine.decision import Decision
from benefits.errors import (
    BenefitsError,
    InputError,
    MissingInputsError,
    NotInForceError,
    Problem,
    RuleError,
    UnknownProgramError,
)

__version__ = "0.1.0"

__all__ = [
    "BenefitsError",
    "Decision",
    "InputError",
    "MissingInputsError",
    "NotInForceError",
    "Problem",
    "RuleBook",
    "RuleError",
    "UnknownProgramError",
    "__version__",
    "load",
    "local_values",
]
