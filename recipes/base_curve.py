"""How the built-in base does in each role by itself, after those of its stages that were scored.

    python -m recipes.base_curve results --plot docs/base-curve.png

Reads `bases/stage5/0k/base/scores/*.json` and the like in that folder, and `study/0k` of the base as it is shipped;
`recipes/reproduce.py --tokens 0` writes such records.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from recipes.pooled import Pooled, learning_curve, pool
from recipes.records import TRAINING_FILE, read_json
from socratic.builtin import BASE
from socratic.errors import ConfigError, SocraticError

__all__ = ["base_curve", "scored_bases"]


def scored_bases(results: str | Path) -> dict[int, list[Pooled]]:
    """The pooled records of the base after some of its stages, by how many tokens it had been trained on, ascending.

    Raises `ConfigError` where there are no records, and for a folder of a stage that the base has not had.
    """
    record = read_json(BASE / TRAINING_FILE)
    seen = list(accumulate(stage["tokens"] for stage in (*record["earlier_stages"], record)))
    after = {f"stage{number}": tokens for number, tokens in enumerate(seen, start=1)}
    scored = {seen[-1]: pool(Path(results) / "study" / "0k")}
    for folder in Path(results).glob("bases/stage*"):
        if folder.name not in after:
            raise ConfigError(f"{folder}: the base has had stage1 to stage{len(seen)}; rename that folder or remove it")
        if after[folder.name] != seen[-1]:
            scored[after[folder.name]] = pool(folder)
    return dict(sorted(scored.items()))


def base_curve(results: str | Path, file: str | Path) -> None:
    """A PNG: the base's accuracy with the calculator against the tokens that it had been trained on."""
    rows = [replace(row, tokens=tokens) for tokens, rows in scored_bases(results).items() for row in rows]
    learning_curve(rows, file, unit=(1_000_000, "million tokens of the base's training"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw the plot."""
    parser = argparse.ArgumentParser(
        prog="base_curve.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("results", type=Path, help="the folder with bases/ and study/")
    parser.add_argument("--plot", type=Path, metavar="PNG", required=True, help="the file to draw into")
    options = parser.parse_args(arguments)
    base_curve(options.results, options.plot)
    print(options.plot)


if __name__ == "__main__":
    try:
        main()
    except SocraticError as error:
        sys.exit(f"base_curve.py: {error}")
