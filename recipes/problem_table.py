"""A test file's problems one by one: which seeds of each method solved it. For sets short enough to be read.

>>> print(problem_table(pool("results/study"), "tests/socratic/visitors.jsonl", "300k", ["cot"]))      # doctest: +SKIP
| Problem | Answer | cot | iterative, upfront |
| --- | --- | ---: | ---: |
| Tom has 5 apples. He buys 7 more ... | 9 | 3/3 | 3/3 |
"""

from collections.abc import Sequence
from pathlib import Path

from recipes.pooled import Pooled
from recipes.tables import markdown
from socratic.errors import ConfigError
from socratic.sources.jsonl import read_problems

__all__ = ["problem_table"]


def problem_table(rows: Sequence[Pooled], file: str | Path, budget: str, methods: Sequence[str]) -> str:
    """Markdown: a row a problem of `file`, how many seeds of each of the `methods` solved it with the calculator, and
    below how many problems a method solved with most seeds, and how many no method did.

    Raises `ConfigError` where `rows` have no score of a method on this file with this budget.
    """
    file = Path(file)
    problems = read_problems(file)
    found = {row.method: row for row in rows if (row.place, row.budget, row.calculator) == (file.stem, budget, True)}
    if missing := [method for method in methods if method not in found]:
        raise ConfigError(f"{file}: no score of {' and of '.join(missing)} with the budget {budget}")
    wrong = [method for method in methods if len(found[method].shares) != len(problems)]
    if wrong:
        raise ConfigError(f"{file} has {len(problems)} problems, but {wrong[0]} was scored on another number")
    chosen = [found[method] for method in methods]
    lines = [
        [problem.text, problem.answer, *(f"{round(row.shares[index] * row.seeds)}/{row.seeds}" for row in chosen)]
        for index, problem in enumerate(problems)
    ]
    solved = [sum(share > 0.5 for share in row.shares) for row in chosen]
    neither = sum(all(row.shares[index] <= 0.5 for row in chosen) for index in range(len(problems)))
    told = [f"{method} {count} of {len(problems)}" for method, count in zip(methods, solved, strict=True)]
    total = f"Solved with most seeds: {', '.join(told)}; by none of them: {neither}."
    return "\n\n".join([markdown(["Problem", "Answer", *methods], lines, left=2), total])
