"""What a teacher is asked: instructions and exemplars from a text file, as the messages of a chat or as one text.

>>> prompt = load_prompt("socratic")
>>> [message["role"] for message in prompt.messages("Ann has 3 bags of 4 apples. How many apples?")][:3]
['system', 'user', 'assistant']
>>> prompt.completion("Ann has 3 bags of 4 apples. How many apples?")[-17:]
'apples?\\nSolution:'

A file (recipes/prompts/*.txt, or one's own) begins with the instructions. Each exemplar is a "=== problem" and a
"=== chain" of lines "Q: sub-question", "A: solution" (without Q in a prompt for plain chains) and, last, "Answer: 12".
Exemplars are ours: none is in a test set (tests/recipes/test_teacher_prompts.py looks).
"""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from socratic.errors import ConfigError
from socratic.problem import Problem, Step, one_line

__all__ = ["STOP", "STYLES", "Prompt", "load_prompt"]

STYLES = ("socratic", "cot", "strategyqa")
"""The prompts of this project."""

STOP = "\nProblem:"
"""Where a model that completes a text would go on with a problem of its own."""

_FOLDER = Path(__file__).parent / "prompts"
_PART = re.compile(r"^=== (problem|chain)[ ]*$\n?", re.MULTILINE)


@dataclass(frozen=True)
class Prompt:
    """`questions` is whether every exemplar's steps have sub-questions, and so every reply's must. `hash` is SHA-256
    (hex) of the file's text."""

    name: str
    instructions: str
    exemplars: tuple[Problem, ...]
    hash: str

    @property
    def questions(self) -> bool:
        return all(step.question for exemplar in self.exemplars for step in exemplar.steps)

    def messages(self, text: str) -> list[dict[str, str]]:
        """The chat that asks for a chain to the problem `text`; exemplars are earlier turns of it."""
        turns = [{"role": "system", "content": self.instructions}]
        for exemplar in self.exemplars:
            turns.append({"role": "user", "content": exemplar.text})
            turns.append({"role": "assistant", "content": self._reply(exemplar)})
        return [*turns, {"role": "user", "content": text}]

    def completion(self, text: str) -> str:
        """The same as one text, which a model without a chat goes on with: the chain, on one line."""
        shots = [f"Problem: {exemplar.text}\nSolution: {self._reply(exemplar)}\n" for exemplar in self.exemplars]
        return "\n".join([f"{self.instructions}\n", *shots, f"Problem: {text}\nSolution:"])

    def schema(self) -> dict[str, Any]:
        """The JSON schema of a reply."""
        fields = ["question", "solution"] if self.questions else ["solution"]
        step = {
            "type": "object",
            "properties": {field: {"type": "string"} for field in fields},
            "required": fields,
            "additionalProperties": False,
        }
        return {
            "type": "object",
            "properties": {"steps": {"type": "array", "items": step}, "answer": {"type": "string"}},
            "required": ["steps", "answer"],
            "additionalProperties": False,
        }

    def _reply(self, exemplar: Problem) -> str:
        steps = [
            {**({"question": step.question} if self.questions else {}), "solution": step.solution}
            for step in exemplar.steps
        ]
        return json.dumps({"steps": steps, "answer": exemplar.answer}, ensure_ascii=False)


def load_prompt(name: str) -> Prompt:
    """The prompt of a style in `STYLES`, or in a text file. Raises `ConfigError` with file and exemplar."""
    path = _FOLDER / f"{name}.txt" if name in STYLES else Path(name)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        known = ", ".join(STYLES)
        raise ConfigError(f"{name}: no prompt there; use {known} or a text file like recipes/prompts/*") from error
    instructions, *parts = _PART.split(text)
    if not instructions.strip():
        raise ConfigError(f"{path}: begins without instructions to the teacher")
    if parts[0::4] != ["problem"] * (len(parts) // 4) or parts[2::4] != ["chain"] * (len(parts) // 4):
        raise ConfigError(f"{path}: every '=== problem' needs a '=== chain' after it, and the other way round")
    exemplars = tuple(
        _exemplar(path, number, problem, chain)
        for number, (problem, chain) in enumerate(zip(parts[1::4], parts[3::4], strict=True), 1)
    )
    if not exemplars:
        raise ConfigError(f"{path}: has no exemplar; a teacher needs at least one to copy the form from")
    return Prompt(path.stem, instructions.strip(), exemplars, hashlib.sha256(text.encode()).hexdigest())


def _exemplar(path: Path, number: int, text: str, chain: str) -> Problem:
    steps: list[Step] = []
    question, answer = "", ""
    for line in filter(None, map(str.strip, chain.splitlines())):
        mark, _, value = line.partition(": ")
        if mark == "Q" and not question:
            question = value
        elif mark == "A":
            steps.append(Step(question, value))
            question = ""
        elif mark == "Answer" and not answer:
            answer = value
        else:
            raise ConfigError(f"{path}: exemplar {number}: {line[:60]!r} is no line 'Q: ', 'A: ' or 'Answer: '")
    if not steps or not answer or question or not text.strip():
        raise ConfigError(f"{path}: exemplar {number} needs a problem, steps and a last line 'Answer: '")
    return Problem(f"exemplar-{number}", one_line(text), tuple(steps), answer, path.stem)
