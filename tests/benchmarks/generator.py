"""Problems a minute that the built-in set's generator makes, split by split, on one core.

    python tests/benchmarks/generator.py                          prints the table
    python tests/benchmarks/generator.py --output results/benchmarks/generator.json

Each split is made twice from its beginning; the faster time counts: the slower one met something else on the machine.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from recipes.records import environment, now, read_json, write_json
from recipes.tables import markdown
from socratic.builtin import SPLITS, builtin_problems

__all__ = ["main", "table_of"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the record where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--problems", type=int, default=20_000, help="of each split; default: 20000")
    parser.add_argument("--output", type=Path, help="write the record here")
    options = parser.parse_args(arguments)
    rows = [{"split": split, **measure(split, options.problems)} for split in SPLITS]
    record = {"rows": rows, "environment": environment("cpu"), "created": now()}
    if options.output:
        write_json(options.output, record)
    print(_table(record))


def measure(split: str, problems: int) -> dict[str, float]:
    """How many problems were made, and the seconds that it took."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        made = len(builtin_problems(split, problems))
        times.append(time.perf_counter() - start)
    return {"problems": made, "seconds": round(min(times), 3)}


def table_of(file: str | Path) -> str:
    """The README's table, from a record."""
    return _table(read_json(file))


def _table(record: dict[str, Any]) -> str:
    rows = [
        [row["split"], f"{row['problems']:,}", f"{row['seconds']:.1f}", f"{60 * row['problems'] / row['seconds']:,.0f}"]
        for row in record["rows"]
    ]
    machine = f"One core of {record['environment']['cpu']}."
    return "\n\n".join([markdown(["Split", "Problems", "Seconds", "Problems a minute"], rows, left=1), machine])


if __name__ == "__main__":
    main()
