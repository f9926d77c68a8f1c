"""Problems to a tokenized data set: what a student of one role is trained on, and what was left out and why.

>>> data = training_data(problems, formats_of("solver", "none", "upfront"), tokenizer, max_length=512)  # doctest: +SKIP
>>> data.dataset[0].keys(), data.dropped                                                                # doctest: +SKIP
(dict_keys(['input_ids', 'completion_mask']), {'no steps': 1})

Nothing is truncated: a cut example would teach a student not to stop. What does not fit is left out and counted.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from datasets import Dataset
from transformers import PreTrainedTokenizerBase

from socratic.encoding import encode_example
from socratic.errors import ConfigError, FormatError
from socratic.formats import Asking, Hint, StudentFormat
from socratic.problem import Problem
from socratic.students import AnyRole

__all__ = ["TrainingData", "formats_of", "split_validation", "training_data"]

_MAIN = (StudentFormat("cot"), StudentFormat("unified"), StudentFormat("decomposer"), StudentFormat("solver"))
_ROTATING = (
    StudentFormat("answer"),
    StudentFormat("guide", "count"),
    StudentFormat("guide", "operators"),
    StudentFormat("guide", "equations"),
    StudentFormat("decomposer", "none", "interleaved"),
    StudentFormat("decomposer", "count"),
    StudentFormat("decomposer", "operators"),
    StudentFormat("decomposer", "equations"),
)


@dataclass(frozen=True)
class TrainingData:
    """`dataset` has the columns `input_ids` and `completion_mask`. `dropped` counts, by reason, the problems that gave
    no example ("no steps or questions") and the examples that were left out ("over max_length")."""

    dataset: Dataset
    problems: int
    tokens: int
    completion_tokens: int
    longest: int
    dropped: dict[str, int]


def formats_of(
    role: AnyRole, hint: Hint, asking: Asking
) -> tuple[tuple[StudentFormat, ...], tuple[StudentFormat, ...]]:
    """The formats that a student of `role` learns: those of every problem, and those that take turns, one a problem.

    One format for a plain role. A student of role `all` learns the four long roles from every problem, and the others
    (answer, the three guides, the interleaved decomposer and the hinted ones) in rotation.
    """
    if role == "all":
        return _MAIN, _ROTATING
    return (StudentFormat(role, hint, asking),), ()


def split_validation(problems: Sequence[Problem], size: int, seed: int = 0) -> tuple[list[Problem], list[Problem]]:
    """(train, validation) of a data set that has no validation split: `size` problems drawn with a seed of their own,
    so that runs with other training seeds are validated on the same ones. At most a tenth of the problems."""
    size = min(size, len(problems) // 10)
    chosen = set(random.Random(seed).sample(range(len(problems)), size))
    return (
        [problem for index, problem in enumerate(problems) if index not in chosen],
        [problem for index, problem in enumerate(problems) if index in chosen],
    )


def training_data(
    problems: Sequence[Problem],
    formats: tuple[tuple[StudentFormat, ...], tuple[StudentFormat, ...]],
    tokenizer: PreTrainedTokenizerBase,
    max_length: int,
) -> TrainingData:
    """Tokenize every example that `problems` give in `formats`. Raises `ConfigError` when none remains."""
    always, rotating = formats
    rows: list[dict[str, list[int]]] = []
    dropped: Counter[str] = Counter()
    for index, problem in enumerate(problems):
        turn = (rotating[index % len(rotating)],) if rotating else ()
        try:
            examples = [example for student in (*always, *turn) for example in student.examples(problem)]
        except FormatError:
            dropped["no steps or questions"] += 1
            continue
        for example in examples:
            encoded = encode_example(tokenizer, example)
            if len(encoded.input_ids) > max_length:
                dropped["over max_length"] += 1
            else:
                rows.append({"input_ids": encoded.input_ids, "completion_mask": encoded.completion_mask})
    if not rows:
        raise ConfigError(
            f"none of the {len(problems)} problems gives an example for this role within max_length {max_length} "
            f"({dict(dropped)}); choose another data set or role, or raise max_length"
        )
    return TrainingData(
        dataset=Dataset.from_list(rows),
        problems=len(problems),
        tokens=sum(len(row["input_ids"]) for row in rows),
        completion_tokens=sum(sum(row["completion_mask"]) for row in rows),
        longest=max(len(row["input_ids"]) for row in rows),
        dropped=dict(dropped),
    )
