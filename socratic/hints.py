"""Hints for the student that reads them: from a guide, or from the problem itself ("oracle").

>>> check_guided(cot, None)                                                           # doctest: +SKIP
StudentError: students/cot reads the hint 'equations': give it a guide, or ask for oracle hints
>>> hint_suffix(cot, guide), hint_suffix(cot, "oracle"), hint_suffix(plain, None)     # doctest: +SKIP
(', hint equations', ', oracle hint equations', '')

Gold hints are an upper bound, never the system's own score.
"""

from typing import Literal

from socratic.errors import StudentError
from socratic.formats import hint_of
from socratic.students import AnyStudent, check_guide
from socratic.traces import HintGiven
from socratic.turns import Program, Work, write_text

__all__ = ["Oracle", "check_guided", "give_hint", "hint_suffix"]

Oracle = Literal["oracle"]
"""In a student's place: the problem's own hint, or its own questions."""


def give_hint(work: Work, reader: AnyStudent, guide: AnyStudent | Oracle | None) -> Program:
    """Let the guide write the hint that `reader` needs, if it needs one."""
    if guide is None:
        return
    if guide == "oracle":
        if work.problem.steps:
            work.hint = hint_of(work.problem, reader.config.hint)
        else:
            work.error = "the problem has no steps to take an oracle's hint from"
    else:
        text, end = yield from write_text(work, guide, guide.format.prompt(work.problem.text))
        if end != "too long":
            work.hint = guide.format.parse(text).hint or ""
    if work.hint is not None:
        yield HintGiven(work.hint)


def check_guided(reader: AnyStudent, guide: AnyStudent | Oracle | None) -> None:
    """Raises `PairError` for a guide that does not fit `reader`, and `StudentError` where an oracle's hint has no
    reader, or a reader of hints has none to read."""
    if isinstance(guide, AnyStudent):
        check_guide(guide, reader)
    elif guide is not None and not reader.format.reads_hint:
        raise StudentError(f"{reader.name} was trained without hints (hint 'none'), so it takes no oracle hints")
    elif reader.format.reads_hint and guide is None:
        raise StudentError(
            f"{reader.name} reads the hint {reader.config.hint!r}: give it a guide, or ask for oracle hints"
        )


def hint_suffix(reader: AnyStudent, guide: AnyStudent | Oracle | None) -> str:
    """What the hints add to a method's name."""
    if guide is None:
        return ""
    return f", {'oracle ' if guide == 'oracle' else ''}hint {reader.config.hint}"
