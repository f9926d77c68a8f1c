"""The code that a card prints, and the texts that a student reads and writes.

    single_snippet(student, "someone/socratic-gpt2-gsm8k-cot")                   # Python that runs as it stands
    pair_snippet(solver, "someone/solver", Pin("someone/decomposer", sha))       # decomposer and solver together
    examples(student)[0].prompt                                                  # 'Problem: Ann has ...\\nSolution:'

The texts are those of `socratic/formats.py`, which hubkit does not import: the cards are also for students whose
training code is not installed. tests/hubkit/test_cards.py holds the two together. The snippets need transformers alone.
"""

import json
from dataclasses import dataclass

from hubkit.card_parts import Pin
from hubkit.records import Student

__all__ = [
    "ROLES_OF_ALL",
    "Example",
    "Shown",
    "example_for",
    "examples",
    "pair_snippet",
    "prompt_text",
    "single_snippet",
]

ROLES_OF_ALL = ("answer", "cot", "unified", "decomposer", "solver")
"""What a student of role `all` was taught (recipes/base.py). Its snippet uses `cot`."""

_HEADERS = {"answer": "Answer:", "cot": "Solution:", "unified": "Steps:", "decomposer": "Questions:"}
_HINT_HEADERS = {"count": "Count:", "operators": "Operators:", "equations": "Equations:"}

_PAIR_QUESTIONS = 8
_PAIR_TOKENS = 64
"""Together they keep the pair's longest prompt within 1,024 tokens, GPT-2's context."""


@dataclass(frozen=True)
class Example:
    """A problem with its steps (question, solution), its answer and the hints that a guide would write."""

    problem: str
    steps: tuple[tuple[str, str], ...]
    answer: str
    hints: tuple[tuple[str, str], ...]

    def hint(self, kind: str) -> str | None:
        """The guide's line, without its header; None for kind `none`."""
        return dict(self.hints).get(kind)


_NUMBER = Example(
    "Ann has 3 bags of 4 apples and eats 2. How many are left?",
    (
        ("How many apples does Ann have?", "She has 3*4 = <<3*4=12>>12 apples."),
        ("How many are left?", "12-2 = <<12-2=10>>10 are left."),
    ),
    "10",
    (("count", "2"), ("operators", "*; -"), ("equations", "<<3*4=12>>; <<12-2=10>>")),
)
_YES_NO = Example(
    "Could a cat carry a whale?",
    (
        ("How heavy is a whale?", "A whale weighs several tonnes."),
        ("Can a cat carry several tonnes?", "A cat carries a mouse at most. So the answer is no."),
    ),
    "no",
    (("count", "2"), ("operators", "_; _"), ("equations", "_; _")),
)


@dataclass(frozen=True)
class Shown:
    """What a student reads and, with the blank or line break that begins it, what it should write then."""

    prompt: str
    completion: str


def example_for(student: Student) -> Example:
    """A problem of the kind that the student was taught."""
    return _YES_NO if student.dataset == "strategyqa" else _NUMBER


def prompt_text(
    role: str,
    hint_kind: str,
    asking: str,
    problem: str,
    *,
    hint: str | None = None,
    steps: tuple[tuple[str, str], ...] = (),
    question: str | None = None,
) -> str:
    """What a student of this role reads; see `socratic.formats.StudentFormat.prompt`."""
    lines = [f"Problem: {problem}"]
    if hint is not None:
        lines.append(f"{_HINT_HEADERS[hint_kind]} {hint}")
    for asked, solved in steps:
        lines += [f"Q: {asked}", f"A: {solved}"]
    if role == "solver":
        lines += [f"Q: {question}", "A:"]
    elif role == "decomposer" and asking == "interleaved":
        lines.append("Q:")
    elif role == "guide":
        lines.append(_HINT_HEADERS[hint_kind])
    else:
        lines.append(_HEADERS[role])
    return "\n".join(lines)


def examples(student: Student, role: str | None = None) -> tuple[Shown, ...]:
    """The prompts and completions that the student's format has for its example: one, or for a role that works step by
    step one a step. `role` is for a student that was taught all of them."""
    role = role or student.role
    shown = example_for(student)
    hint = shown.hint(student.hint) if student.reads_hint else None

    def prompt(steps: tuple[tuple[str, str], ...] = (), question: str | None = None) -> str:
        return prompt_text(role, student.hint, student.asking, shown.problem, hint=hint, steps=steps, question=question)

    if role == "solver":
        return tuple(
            Shown(prompt(shown.steps[:number], question), f" {solution}")
            for number, (question, solution) in enumerate(shown.steps)
        )
    if role == "decomposer" and student.asking == "interleaved":
        asked = [f" {question}" for question, _ in shown.steps]
        return tuple(Shown(prompt(shown.steps[:number]), text) for number, text in enumerate([*asked, ""]))
    final = f"#### {shown.answer}"
    lines = {
        "answer": [shown.answer],
        "cot": [*(solution for _, solution in shown.steps), final],
        "unified": [*(line for asked, solved in shown.steps for line in (f"Q: {asked}", f"A: {solved}")), final],
        "decomposer": [question for question, _ in shown.steps],
        "guide": [shown.hint(student.hint) or ""],
    }[role]
    return (Shown(prompt(), " " + "\n".join(lines)),)


def single_snippet(student: Student, repo_id: str) -> str:
    """Python that lets one student write one text, for the problem of `example_for`."""
    shown = example_for(student)
    role = "cot" if student.role == "all" else student.role
    names = [("problem", shown.problem)]
    if student.reads_hint:
        names.append(("hint", shown.hint(student.hint) or ""))
    if role == "solver":
        names.append(("question", shown.steps[0][0]))
    prompt = prompt_text(
        role,
        student.hint,
        student.asking,
        "{problem}",
        hint="{hint}" if student.reads_hint else None,
        question="{question}" if role == "solver" else None,
    )
    return "\n".join(
        [
            "from transformers import AutoModelForCausalLM, AutoTokenizer",
            "",
            f"name = {json.dumps(repo_id)}",
            "tokenizer = AutoTokenizer.from_pretrained(name)",
            "model = AutoModelForCausalLM.from_pretrained(name)",
            "",
            *(f"{name} = {json.dumps(value)}" for name, value in names),
            f"prompt = {_f_string(prompt)}",
            'inputs = tokenizer(prompt, return_tensors="pt")',
            "output = model.generate(**inputs, max_new_tokens=256, do_sample=False)",
            "written = output[0, inputs.input_ids.shape[1] :]",
            "print(tokenizer.decode(written, skip_special_tokens=True))",
        ]
    )


def pair_snippet(solver: Student, repo_id: str, decomposer: Pin, asking: str) -> str:
    """Python that lets a decomposer at its pinned commit ask and the solver answer, question by question.

    `asking` is how the decomposer was taught to ask: `upfront`, all questions at once, or `interleaved`.
    """
    shown = example_for(solver)
    hint = shown.hint(solver.hint)
    interleaved = asking == "interleaved"
    asked = prompt_text(
        "decomposer",
        solver.hint,
        asking,
        "{problem}{steps}" if interleaved and hint is None else "{problem}",
        hint=None if hint is None else "{hint}{steps}" if interleaved else "{hint}",
    )
    questions = (
        [
            f"for _ in range({_PAIR_QUESTIONS}):",
            f"    question = write(decomposer, {_f_string(asked)})",
            "    if not question:",
            "        break",
        ]
        if interleaved
        else [
            f"questions = write(decomposer, {_f_string(asked)}).splitlines()",
            f"for question in questions[:{_PAIR_QUESTIONS}]:",
        ]
    )
    return "\n".join(
        [
            "from transformers import AutoModelForCausalLM, AutoTokenizer",
            "",
            "def load(name, revision):",
            "    tokenizer = AutoTokenizer.from_pretrained(name, revision=revision)",
            "    return tokenizer, AutoModelForCausalLM.from_pretrained(name, revision=revision)",
            "",
            "def write(student, prompt):",
            "    tokenizer, model = student",
            '    inputs = tokenizer(prompt, return_tensors="pt")',
            f"    output = model.generate(**inputs, max_new_tokens={_PAIR_TOKENS}, do_sample=False)",
            "    written = output[0, inputs.input_ids.shape[1] :]",
            "    return tokenizer.decode(written, skip_special_tokens=True).strip()",
            "",
            f"decomposer = load({json.dumps(decomposer.repo_id)}, {json.dumps(decomposer.revision)})",
            f'solver = load({json.dumps(repo_id)}, "main")',
            f"problem = {json.dumps(shown.problem)}",
            *([] if hint is None else [f"hint = {json.dumps(hint)}  # a guide writes this"]),
            'steps = ""',
            *questions,
            '    steps += f"\\nQ: {question}\\nA:"',
            '    steps += " " + write(solver, f"Problem: {problem}{steps}").replace("\\n", " ")',
            "print(steps)",
        ]
    )


def dataset_snippet(repo_id: str, config: str, split: str) -> str:
    """Python that loads one configuration and prints its first row."""
    return "\n".join(
        [
            "from datasets import load_dataset",
            "",
            f"problems = load_dataset({json.dumps(repo_id)}, {json.dumps(config)}, split={json.dumps(split)})",
            "print(problems[0])",
        ]
    )


def _f_string(text: str) -> str:
    """Python for an f-string with this text, whose braces are names."""
    return "f" + json.dumps(text)
