"""A comparison to take away: a link that restores it, and the run as JSON and as Markdown. Knows nothing of Gradio.

>>> link = share_link("http://localhost:7860/", "Ann has 3 bags of 4.", Options(temperature=0.5, seed=2))
>>> link
'http://localhost:7860/?problem=Ann+has+3+bags+of+4.&temperature=0.5&seed=2'
>>> read_query({"problem": "Ann has 3 bags of 4.", "temperature": "0.5", "seed": "2"}).options.seed
2

A query string, unlike a deep link of Gradio's, survives a restart of the page, and holds nothing but what was typed.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from compare import Comparison, SideRecord
from options import DEFAULTS, Options, read_options

from socratic.errors import FormatError
from socratic.markdown import plain
from socratic.reasoners import typed_problem

__all__ = ["Shared", "as_json", "as_markdown", "read_query", "share_link"]


@dataclass(frozen=True)
class Shared:
    """What a link asks for. `message` says what of it could not be taken; then that part has its default."""

    problem: str = ""
    options: Options = DEFAULTS
    message: str = ""


def share_link(address: str, problem: str, options: Options) -> str:
    """A link to the page at `address` that fills in `problem` and the options.

    Raises `FormatError` for a problem that cannot be asked, and for an address that is none of a web page.
    """
    text = typed_problem(problem).text
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise FormatError("the page's own address is not known, so there is no link to share")
    query: dict[str, str] = {"problem": text}
    if not options.calculator:
        query["calculator"] = "off"
    if options.temperature:
        query |= {"temperature": f"{options.temperature:g}", "seed": str(options.seed)}
    if options.oracle:
        query["questions"] = "oracle"
    return f"{parts.scheme}://{parts.netloc}{parts.path}?{urlencode(query)}"


def read_query(query: Mapping[str, str]) -> Shared:
    """What a link's query asks for. Never raises: what cannot be taken is said in the message."""
    problem, messages = query.get("problem", ""), []
    if problem:
        try:
            problem = typed_problem(problem).text
        except FormatError as error:
            problem = ""
            messages.append(str(error))
    try:
        options = read_options(
            query.get("calculator") != "off",
            _number(query.get("temperature", "0"), "temperature"),
            _number(query.get("seed", "0"), "seed"),
            query.get("questions") == "oracle",
        )
    except FormatError as error:
        options = DEFAULTS
        messages.append(str(error))
    message = f"The link was not taken as a whole: {'; '.join(messages)}" if messages else ""
    return Shared(problem, options, message)


def as_json(comparison: Comparison) -> str:
    """The comparison as JSON, with plain ASCII, so that no editor hides a character of it."""
    return json.dumps(comparison.record(), indent=2) + "\n"


def as_markdown(comparison: Comparison) -> str:
    """The comparison as Markdown, in which every sign of a student's or visitor's is only a sign."""
    record, known = comparison.record(), comparison.known
    lines = ["# CoT and Socratic CoT", "", f"**Problem:** {plain(record['problem'])}", ""]
    if known.answer is not None:
        lines += [f"**Known answer:** {plain(known.answer)}", ""]
    lines += [f"**Options:** {plain(comparison.options.describe())}", ""]
    for student in record["students"]:
        revision = f" at {plain(student['revision'])}" if student["revision"] else ""
        lines.append(f"- {plain(student['role'])}: {plain(student['name'])}{revision}")
    lines += [""] * bool(record["students"])
    for title, side in (("CoT", record["cot"]), ("Socratic CoT", record["socratic"])):
        lines += [f"## {title}", "", *_side_lines(side), ""]
    if record["agree"] is not None:
        lines += [f"The answers {'agree' if record['agree'] else 'differ'}.", ""]
    return "\n".join(lines)


def _side_lines(side: SideRecord) -> list[str]:
    lines = [] if side["hint"] is None else [f"Hint of the guide: {plain(side['hint']) or 'it wrote none'}", ""]
    for number, step in enumerate(side["steps"], start=1):
        question = f"**{plain(step['question'])}** " if step["question"] else ""
        words = f"{question}{plain(step['solution'])}".strip()
        lines.append(f"{number}. {words}{'' if step['finished'] else ' (not finished)'}")
        for check in step["checks"]:
            sign = "✓" if check["correct"] else "✗"
            lines.append(f"   - {sign} {plain(check['equation'])}: {plain(check['verdict'])}")
        if step["same_value_as"]:
            others = ", ".join(str(other) for other in step["same_value_as"])
            lines.append(f"   - same value as step {others} of the other side")
    if side["error"]:
        lines += ["", f"Ended early: {plain(side['error'])}"]
    answer = "no answer" if side["answer"] is None else plain(side["answer"])
    right = {None: "", True: " (right)", False: " (wrong)"}[side["correct"]]
    lines += ["", f"**Answer:** {answer}{right}", ""]
    lines.append(f"{side['tokens']} tokens, {side['seconds']:g} s, {side['calls']} model calls")
    return lines


def _number(text: str, name: str) -> float | int:
    try:
        return int(text) if re.fullmatch(r"[0-9]{1,12}", text) else float(text[:40])
    except ValueError:
        raise FormatError(f"the {name} must be a number, not {text[:40]!r}") from None
