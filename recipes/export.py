"""Write a data set for publication: its annotated problems, and what a student of each role learns from, as Parquet.

    data/gsm8k/
        problems/train.parquet      id, text, steps (question, solution), answer, source
        cot/train.parquet           id, prompt, completion: the texts that recipes/sft.py trains on, without a tokenizer
        solver/train.parquet        id, step, prompt, completion: several rows a problem, `step` from 0
        README.md                   names the files of each configuration, so that datasets.load_dataset finds them
        dataset.json                what it was made from, rows and fingerprints, an example of each configuration

The training split is the one that recipes/sft.py trains on: where the source has no validation split, the same problems
are held out of it, so a fingerprint in dataset.json is the `train_fingerprint` of a training record, or the
`data_fingerprint` of a score. Of problems that recipes/annotate.py wrote, the record says by which teacher. The same
command writes the same bytes again. `hubkit push` publishes the folder.
"""

import argparse
import json
import re
import shutil
import sys
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recipes.records import environment, read_json, write_json
from socratic.errors import ConfigError, FormatError, SocraticError

if TYPE_CHECKING:  # what imports torch or pyarrow is imported where it is used: --help needs neither
    from socratic.formats import Example, StudentFormat
    from socratic.problem import Problem

__all__ = ["main"]

FORMAT_VERSION = 1
DATASET_FILE = "dataset.json"
CARD_FILE = "README.md"
ANNOTATION_FILE = "annotation.json"

_EXAMPLES = """examples:
  python -m recipes.export --dataset gsm8k --data_dir ../shared/data --output_dir data/gsm8k
  python -m recipes.export --dataset builtin --limit 1000 --output_dir data/builtin
  python -m recipes.export --dataset gsm8k --roles cot guide --hint equations --output_dir data/gsm8k-equations
  python -m recipes.export --dataset problems.jsonl --license cc-by-4.0 --output_dir data/mine
then, from the folder or, once it is published, from the Hub:
  datasets.load_dataset("data/gsm8k", "solver", split="train")
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Export as the command line says; the exit status. An error is one line on stderr."""
    options = _options(arguments)
    try:
        record = _export(options)
    except SocraticError as error:
        print(f"export.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"export.py: interrupted; {options.output_dir} is as it was before", file=sys.stderr)
        return 130
    for config, splits in record["configs"].items():
        counts = [f"{entry['rows']:,} rows of {split}" for split, entry in splits.items()]
        print(f"{config}: {', '.join(counts)}")
    for reason, count in record["left_out"].items():
        print(f"left out: {count:,} {reason}")
    print(f"written: {options.output_dir}")
    return 0


def _export(options: argparse.Namespace) -> dict[str, Any]:
    """Write the folder of `options.output_dir`, and return the record that stands in its dataset.json.

    The folder appears as a whole or not at all. Raises `ConfigError` for a folder that is in the way and for a role
    that no problem can teach, and what loading the problems raises.
    """
    output: Path = options.output_dir
    work, old = (output.parent / f".{output.name}.export-{kind}" for kind in ("work", "old"))
    if old.exists() and not output.exists():
        old.rename(output)  # a kill between the two renames below
    _check_output(output, options.overwrite)
    formats = _formats(options.roles, options.hint, options.asking)
    splits = _load(options)
    for left_over in (work, old):
        if left_over.exists():
            shutil.rmtree(left_over)
    work.mkdir(parents=True)
    try:
        record = _write(work, splits, formats, options)
    except BaseException:
        shutil.rmtree(work)
        raise
    if output.exists():
        output.rename(old)
    work.rename(output)
    if old.exists():
        shutil.rmtree(old)
    return record


def _check_output(output: Path, overwrite: bool) -> None:
    """`ConfigError` unless `output` is free, or an earlier export and nothing else, which may be replaced."""
    if not output.exists():
        return
    if not output.is_dir():
        raise ConfigError(f"{output} is a file: give --output_dir a folder")
    if not any(output.iterdir()):
        return
    if not (output / DATASET_FILE).is_file():
        raise ConfigError(f"{output} holds something else than an export: choose another --output_dir")
    record = read_json(output / DATASET_FILE)
    try:
        configs = record["configs"]
        own = {entry["file"] for splits in configs.values() for entry in splits.values()}
        if (card := output / CARD_FILE).exists() and card.read_text(encoding="utf-8") == _card(configs):
            own.add(CARD_FILE)
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{output / DATASET_FILE} is not the record of an export: delete {output}") from error
    files = {path.relative_to(output).as_posix() for path in output.rglob("*") if not path.is_dir()}
    if foreign := sorted(files - own - {DATASET_FILE}):
        raise ConfigError(f"{output} holds {foreign[0]}, which no export wrote: move it away, or delete {output}")
    if not overwrite:
        raise ConfigError(f"{output} holds an earlier export: give --overwrite to replace it, or another --output_dir")


def _formats(roles: Sequence[str] | None, hint: Any, asking: Any) -> dict[str, "StudentFormat"]:
    """Each role's format; by default of every role, the guide among them where there is a hint to write."""
    from socratic.formats import ROLES, StudentFormat

    chosen: Any = roles or [role for role in ROLES if role != "guide" or hint != "none"]
    return {role: StudentFormat(role, hint, asking) for role in dict.fromkeys(chosen)}


def _load(options: argparse.Namespace) -> dict[str, list["Problem"]]:
    """The problems of every split, by its name in the export."""
    from recipes.training_data import split_validation
    from socratic.builtin import SPLITS
    from socratic.sources import gsm8k, load_problems, strategyqa, svamp

    known = {
        "builtin": SPLITS,
        "gsm8k": gsm8k.SPLITS,
        "gsm8k-main": gsm8k.SPLITS,
        "strategyqa": strategyqa.SPLITS,
        "svamp": svamp.SPLITS[:2],  # the rest are these again
        "svamp-placeholders": svamp.SPLITS[:2],
    }
    is_file = _is_file(options.dataset)
    names = options.splits or (["train"] if is_file else known.get(options.dataset, ("train",)))
    if is_file and len(names) > 1:
        raise ConfigError(f"{options.dataset} has no splits, so --splits takes one name for it, not {len(names)}")
    loaded: dict[str, list[Problem]] = {}
    for name in dict.fromkeys(names):
        split = name.replace("-", "_")
        if not re.fullmatch(r"\w+", split, re.ASCII):
            raise ConfigError(f"--splits: {name!r} cannot be a split's name: use letters, digits and _")
        endless = options.dataset == "builtin"  # the first so many of a stream, which may be more than its default
        loaded[split] = load_problems(
            options.dataset,
            name,
            data_dir=options.data_dir,
            revision=options.dataset_revision,
            limit=options.limit if endless else None,
        )
        if split == "train" and "validation" not in (*names, *known.get(options.dataset, ())):
            loaded[split], held_out = split_validation(loaded[split], options.validation_samples)
            if held_out:
                loaded["validation"] = held_out
    return {split: problems[: options.limit] for split, problems in loaded.items()}


def _write(
    folder: Path,
    splits: dict[str, list["Problem"]],
    formats: dict[str, "StudentFormat"],
    options: argparse.Namespace,
) -> dict[str, Any]:
    """Fill an empty folder; the record."""
    from tqdm import tqdm

    from socratic.problem import fingerprint

    configs: dict[str, dict[str, Any]] = {}
    examples: dict[str, Any] = {}
    left_out: dict[tuple[str, tuple[str, ...]], list[str]] = {}  # split and ids of problems: roles that lack them
    with tqdm(total=sum(map(len, splits.values())) * (1 + len(formats)), unit="problem", leave=False) as bar:
        for config, student in (("problems", None), *formats.items()):
            for split, problems in splits.items():
                bar.set_description(f"{config}, {split}")
                if student is None:
                    rows = [problem.to_json() for problem in problems]
                else:
                    rows, bare = _role_rows(problems, student)
                    if bare:
                        left_out.setdefault((split, bare), []).append(config)
                if rows:
                    file = f"{config}/{split}.parquet"
                    columns = _write_parquet(folder / file, rows)
                    examples.setdefault(config, rows[0])
                    configs.setdefault(config, {})[split] = {
                        "file": file,
                        "rows": len(rows),
                        "fingerprint": fingerprint(problems),
                        "columns": columns,
                    }
                bar.update(len(problems))
    if options.roles and (missing := [role for role in formats if role not in configs]):
        raise ConfigError(
            f"no problem of {options.dataset} has the steps or questions that the role {missing[0]} learns from; "
            "leave it out of --roles, or choose another data set"
        )
    name = Path(options.dataset).name.split(".jsonl")[0] if _is_file(options.dataset) else options.dataset
    annotation = _annotation(Path(options.dataset)) if _is_file(options.dataset) else None
    if annotation is not None:
        name = str(annotation["dataset"]["name"]).split(".jsonl")[0]
    facts = _facts(name)
    record = {
        "format_version": FORMAT_VERSION,
        "name": name,
        "source": ", ".join(sorted({problem.source for problems in splits.values() for problem in problems})),
        "hub_id": facts.get("hub_id"),
        "license": options.license or facts.get("license"),
        "revision": annotation["dataset"]["revision"] if annotation else options.dataset_revision,
        "annotation": annotation,
        "configs": configs,
        "examples": examples,
        "left_out": {
            f"problems of {split} without the steps or questions for {', '.join(roles)}": len(bare)
            for (split, bare), roles in left_out.items()
        },
        "hint": options.hint,
        "asking": options.asking if "decomposer" in configs else None,
        "environment": environment(),
    }
    (folder / CARD_FILE).write_text(_card(configs), encoding="utf-8")
    write_json(folder / DATASET_FILE, record)
    return record


def _role_rows(problems: Sequence["Problem"], student: "StudentFormat") -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """(rows, ids of problems that give none): one row an example, numbered for a role that takes step by step."""
    by_step = student.role == "solver" or (student.role == "decomposer" and student.asking == "interleaved")
    rows: list[dict[str, Any]] = []
    bare: list[str] = []
    for problem in problems:
        try:
            examples: list[Example] = student.examples(problem)
        except FormatError:
            bare.append(problem.id)
            continue
        for number, example in enumerate(examples):
            step = {"step": number} if by_step else {}
            rows.append({"id": problem.id, **step, "prompt": example.prompt, "completion": example.completion})
    return rows, tuple(bare)


def _write_parquet(file: Path, rows: list[dict[str, Any]]) -> list[str]:
    """The same rows give the same bytes (with one version of pyarrow); the names of the columns."""
    import pyarrow
    import pyarrow.parquet

    text = pyarrow.string()
    kinds = {
        "steps": pyarrow.list_(pyarrow.struct([("question", text), ("solution", text)])),
        "step": pyarrow.int32(),
        "numbers": pyarrow.list_(text),
    }
    schema = pyarrow.schema([(column, kinds.get(column, text)) for column in rows[0]])
    file.parent.mkdir(exist_ok=True)
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), file)
    return list(rows[0])


def _card(configs: dict[str, Any]) -> str:
    """A README.md of front matter alone, which tells datasets.load_dataset the configurations and their files."""
    import yaml

    entries = [
        {
            "config_name": config,
            **({"default": True} if config == next(iter(configs)) else {}),
            "data_files": [{"split": split, "path": entry["file"]} for split, entry in splits.items()],
        }
        for config, splits in configs.items()
    ]
    return f"---\n{yaml.safe_dump({'configs': entries}, sort_keys=False)}---\n"


def _annotation(file: Path) -> dict[str, Any] | None:
    """What recipes/annotate.py has written down beside its problems: the teacher and the acceptance; None where it did
    not write them. Raises `ConfigError` for a record that is not its own."""
    from socratic.problem import fingerprint
    from socratic.sources import read_problems

    path = file.parent / ANNOTATION_FILE
    if not path.is_file():
        return None
    record = read_json(path)
    kept = ("dataset", "teacher", "prompt", "sampling", "asked", "test_sets", "counts", "acceptance", "refused")
    try:
        if file.name != record["problems"]["file"]:
            return None
        changed = record["problems"]["fingerprint"] != fingerprint(read_problems(file))
        found = {key: record[key] for key in kept}
        found["dataset"] = {key: found["dataset"][key] for key in ("name", "split", "revision", "fingerprint")}
    except (KeyError, TypeError) as error:
        raise ConfigError(f"{path} is not the record of an annotation: move it away, or annotate again") from error
    return {**found, "changed_since": changed}


def _facts(name: str) -> dict[str, Any]:
    """What model_cards/datasets.json says of a data set: its Hub id and its licence. Empty for an unknown one."""
    facts = json.loads(resources.files("model_cards").joinpath("datasets.json").read_text(encoding="utf-8"))
    return dict(facts.get(name, {}))


def _is_file(dataset: str) -> bool:
    return dataset.endswith((".jsonl", ".jsonl.gz"))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    def count(text: str) -> int:
        if not (value := int(text)) >= 1:
            raise argparse.ArgumentTypeError(f"must be at least 1, not {text}")
        return value

    parser = argparse.ArgumentParser(
        prog="export.py",
        description=__doc__,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    data = parser.add_argument_group("problems")
    data.add_argument(
        "--dataset",
        required=True,
        help="builtin, gsm8k, gsm8k-main, svamp, svamp-placeholders, strategyqa or a .jsonl file of problems",
    )
    data.add_argument("--splits", nargs="+", metavar="SPLIT", help="default: all; for a file, what to call it: train")
    data.add_argument("--data_dir", type=Path, help="folder with the data sets' files; default: the Hub")
    data.add_argument("--dataset_revision", metavar="SHA", help="commit of the data set on the Hub")
    data.add_argument("--limit", type=count, metavar="N", help="only the first N problems of every split")
    data.add_argument(
        "--validation_samples",
        type=int,
        default=200,
        metavar="N",
        help="problems held out of training where the set has no validation split, as in recipes/sft.py: at most 10%%; "
        "0 for none; default: 200",
    )
    data.add_argument("--license", metavar="ID", help="of your own file of problems, as the Hub names it: cc-by-4.0")
    texts = parser.add_argument_group("texts of the roles")
    texts.add_argument(
        "--roles",
        nargs="+",
        metavar="ROLE",
        choices=("answer", "cot", "unified", "decomposer", "solver", "guide"),
        help="answer, cot, unified, decomposer, solver, guide; default: all that the problems can teach",
    )
    texts.add_argument(
        "--hint",
        choices=("none", "count", "operators", "equations"),
        default="none",
        help="what a guide writes and others read; default: none",
    )
    texts.add_argument(
        "--asking",
        choices=("upfront", "interleaved"),
        default="upfront",
        help="decomposer: all questions at once, or one by one; default: upfront",
    )
    output = parser.add_argument_group("output")
    output.add_argument("--output_dir", type=Path, required=True, metavar="DIR", help="a new folder")
    output.add_argument("--overwrite", action="store_true", help="replace an earlier export")
    options = parser.parse_args(arguments)

    if options.validation_samples < 0:
        parser.error("--validation_samples must be at least 0")
    if options.license and not _is_file(options.dataset):
        parser.error(f"--license is for a file of problems; that of {options.dataset} is its own")
    options.output_dir = options.output_dir.absolute()
    return options


if __name__ == "__main__":
    sys.exit(main())
