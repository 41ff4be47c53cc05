"""The reviewed corpus: the answer to every boundary case of every shipped program, a line each, in `tests/corpus`.

`python -m tests.cases.corpus` writes it anew from the rule files. A change of any answer is then a line of the diff, to
be read with the document before it is committed. No digests: they would change with every word of a rule file.
"""

from __future__ import annotations

import json
from pathlib import Path

from benefits.book import RuleBook, load
from benefits.cases import Question, generate
from benefits.errors import BenefitsError

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus"
RULES = ROOT / "rules"


def outcome(book: RuleBook, program: str, question: Question) -> dict[str, object]:
    """Outputs, and reasons where there is none; or code and path of every problem."""
    try:
        decision = book.decide(program, question.day, question.inputs, question.assume)
    except BenefitsError as error:
        return {"refused": [[problem.code, problem.path] for problem in error.problems]}
    answer = json.loads(decision.to_json())
    reasons = {name: reason["zh"] for name, reason in answer["undetermined"].items()}
    return {"outputs": answer["outputs"]} | ({"undetermined": reasons} if reasons else {})


def text(book: RuleBook, program: str) -> str:
    """The file of a program."""
    lines = (
        question.as_json() | {"outcome": outcome(book, program, question)}
        for question in generate(book.program(program))
    )
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines)


def path(program: str) -> Path:
    return CORPUS / f"{program}.jsonl"


def write() -> None:
    """Write the files of all programs, and take away those of programs that are no more."""
    book = load(RULES)
    kept = {path(program) for program in book.ids}
    for program in book.ids:
        path(program).parent.mkdir(parents=True, exist_ok=True)
        path(program).write_text(text(book, program), encoding="utf-8")
    for file in CORPUS.rglob("*.jsonl"):
        if file not in kept:
            file.unlink()


if __name__ == "__main__":
    write()
