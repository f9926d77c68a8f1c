"""Problems to a tokenized data set: what a student of one role is trained on, and what was left out and why.

>>> data = training_data(problems, formats_of("solver", "none", "upfront"), tokenizer, max_length=512)  # doctest: +SKIP
>>> data.dataset[0].keys(), data.dropped                                                                # doctest: +SKIP
(dict_keys(['input_ids', 'labels']), {'no steps or questions': 1})

Nothing is truncated: a cut example would teach a student not to stop. What does not fit is left out and counted.

All the turns of a problem, the steps of a solver or the questions of an interleaved decomposer, stand in one sequence
(`socratic.encoding.join_turns`): loss and gradients are those of an example a turn. Tokens an epoch for the solver, by
the built-in tokenizer: 0.35 of those of an example a turn on GSM8K (3.6 turns a problem), 0.42 on the built-in problems
(3.0), 0.45 on StrategyQA (2.9), 0.84 on SVAMP (1.2).
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from datasets import Dataset
from transformers import PreTrainedTokenizerBase

from socratic.encoding import IGNORED, encode_example, join_turns
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
    """`dataset` has the columns `input_ids` and `labels` (-100: no loss), a row a sequence. `examples` counts the
    completions in it; `split` those that a turn of the same problem precedes and that yet begin a sequence, because
    the tokenizer merges across the border between them. `tokens` and `longest` are of sequences, `completion_tokens`
    counts the labels. `dropped` counts, by reason, the problems that gave no example ("no steps or questions") and the
    examples that were left out ("over max_length")."""

    dataset: Dataset
    problems: int
    examples: int
    split: int
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
    *,
    one_sequence: bool = True,
) -> TrainingData:
    """Tokenize every example that `problems` give in `formats`, a problem's turns in one sequence or, without
    `one_sequence`, each in its own. Raises `ConfigError` when none remains.

    A problem that is too long as a whole keeps the turns that fit, the same ones either way.
    """
    always, rotating = formats
    rows: list[dict[str, list[int]]] = []
    kept = split = 0
    dropped: Counter[str] = Counter()
    for index, problem in enumerate(problems):
        turn = (rotating[index % len(rotating)],) if rotating else ()
        try:
            chains = [student.examples(problem) for student in (*always, *turn)]
        except FormatError:
            dropped["no steps or questions"] += 1
            continue
        for chain in chains:
            encoded = [encode_example(tokenizer, example) for example in chain]
            fitting = [example for example in encoded if len(example.input_ids) <= max_length]
            if len(fitting) < len(encoded):
                dropped["over max_length"] += len(encoded) - len(fitting)
            if one_sequence:
                sequences = join_turns(fitting)
                split += max(len(sequences) - 1, 0)
            else:
                sequences = [sequence for example in fitting for sequence in join_turns([example])]
            kept += len(fitting)
            rows += [{"input_ids": sequence.input_ids, "labels": sequence.labels} for sequence in sequences]
    if not rows:
        raise ConfigError(
            f"none of the {len(problems)} problems gives an example for this role within max_length {max_length} "
            f"({dict(dropped)}); choose another data set or role, or raise max_length"
        )
    return TrainingData(
        dataset=Dataset.from_list(rows),
        problems=len(problems),
        examples=kept,
        split=split,
        tokens=sum(len(row["input_ids"]) for row in rows),
        completion_tokens=sum(label != IGNORED for row in rows for label in row["labels"]),
        longest=max(len(row["input_ids"]) for row in rows),
        dropped=dict(dropped),
    )
