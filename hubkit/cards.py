"""Cards, rendered from the JSON records of a folder: front matter and marked sections.

    card = render_card(manifest.artefacts["solver"], pins={"decomposer": Pin("someone/decomposer", sha)},
                       endpoint="https://huggingface.co")
    merge_card(existing, card)         # what a person wrote stays (card_merge.py)

The text is in model_cards/*.md.jinja, or in a person's own template (`card` in hub.toml), which gets the same values
and may extend ours: `{% extends "model_cards/student.md.jinja" %}`. What no record says is not said.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from hubkit.card_merge import record_section
from hubkit.card_parts import (
    PENDING,
    TEMPLATES,
    Markdown,
    Pin,
    code,
    facts,
    front_matter,
    json_block,
    one_line,
    render_template,
    table,
    text,
)
from hubkit.card_snippets import ROLES_OF_ALL, dataset_snippet, examples, pair_snippet, single_snippet
from hubkit.errors import CardError, RecordError
from hubkit.licences import dataset_facts, hub_id_of_base
from hubkit.manifest import Artefact, Kind
from hubkit.records import Record, Student, parameters, read_dataset, read_scores, read_student, read_training

__all__ = ["PENDING", "Pin", "render_card"]

_PUBLIC_HUB = "https://huggingface.co"
_TAGS = ("socratic-cot", "chain-of-thought", "distillation")
_TEMPLATE_FILES: dict[Kind, str] = {
    "model": "student.md.jinja",
    "dataset": "dataset.md.jinja",
    "space": "space.md.jinja",
}
_TEXT_OR_NULL = (str, type(None))
_Parts = tuple[dict[str, Any], dict[str, Any]]
"""Front matter and what the template is given."""


def render_card(artefact: Artefact, *, pins: Mapping[str, Pin], endpoint: str) -> str:
    """The generated card of an artefact.

    `pins` has the model behind every name that the artefact refers to (its decomposer, a Space's variables); one that
    is still to be published has the revision `PENDING`. `endpoint` is the Hub's address, for links. Raises
    `RecordError` for a record that is missing or lacks a field, `CardError` for a template that is missing or broken.
    """
    endpoint = endpoint.rstrip("/")
    if artefact.kind == "model":
        fields, context = _student(artefact, pins, endpoint)
    elif artefact.kind == "dataset":
        fields, context = _dataset(artefact, endpoint)
    else:
        fields, context = _space(artefact, pins, endpoint)
    arxiv = facts("paper.json")["arxiv"]
    tags = [*_TAGS, *fields.pop("tags", ()), *map(one_line, artefact.tags), f"arxiv:{arxiv}"]
    fields = {"license": artefact.license, **fields, "tags": list(dict.fromkeys(tags))}
    fields = {key: value for key, value in fields.items() if value}
    context |= {
        "name": artefact.repo_id.partition("/")[2],
        "arxiv": arxiv,
        "endpoint": "" if endpoint == _PUBLIC_HUB else code(endpoint),
    }
    if artefact.card is None:
        body = render_template(f"{TEMPLATES}/{_TEMPLATE_FILES[artefact.kind]}", context)
    else:
        body = render_template(artefact.card.name, context, artefact.card.parent)
    card = f"{front_matter(fields)}\n{record_section(fields, fields['tags'])}\n{body.lstrip()}"
    try:
        card.encode("utf-8")
    except UnicodeEncodeError as error:
        before = card[max(0, error.start - 30) : error.start]
        raise CardError(
            f"{artefact.name}: a record has half a surrogate pair after {before!r}; run the recipe that wrote it again"
        ) from error
    return card


def _pin(artefact: Artefact, name: str, pins: Mapping[str, Pin]) -> Pin:
    if name not in pins:
        raise CardError(f"{artefact.name}: its card names the model {name!r}, but nothing says where that is; push it")
    return pins[name]


def _link(pin: Pin, endpoint: str) -> Markdown:
    """A model at its commit."""
    page = f"{endpoint}/{pin.repo_id}"
    if pin.revision == PENDING:
        return Markdown(f"[{text(pin.repo_id)}]({page})")
    return Markdown(f"[{text(pin.repo_id)}]({page}/tree/{pin.revision}) (commit {code(pin.revision[:12])})")


def _list(items: Iterable[str]) -> Markdown:
    return Markdown("\n".join(f"- {item}" for item in items))


def _sentences(items: Iterable[str]) -> Markdown:
    return Markdown(" ".join(items))


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


# --- students ---------------------------------------------------------------------------------------------------------

_ABOUT = {
    "answer": "A student that reads a problem and writes its answer, with no steps.",
    "cot": "A student that reads a problem and writes a chain of thought, step by step, and then the answer.",
    "unified": "A student that reads a problem and writes sub-questions with their solutions, and then the answer, all "
    "in one text.",
    "decomposer": "The decomposer of a Socratic pair: it reads a problem and asks the sub-questions that lead to its "
    "answer. A solver answers them; the pair's scores are on the solver's card.",
    "solver": "The solver of a Socratic pair: it reads a problem with a sub-question, and the earlier ones with their "
    "solutions, and writes the solution of this one. A decomposer asks the sub-questions; the last solution has the "
    "problem's answer.",
    "guide": "A guide: it reads a problem and writes the hint that another student reads before it begins.",
    "all": "A base model for students: it was taught every role at once, and the last words of the prompt choose one. "
    "Students are fine-tuned from it.",
}

_BASES = {
    "base-init": "new weights and a tokenizer, from recipes/base.py",
    "socratic-cot-builtin": "the small base model of the socratic library",
}

_HINTS = {
    "count": "the number of steps",
    "operators": "the operators of each step",
    "equations": "the equation of each step",
}

_LIMITS = {
    "answer": "Nothing shows how it came to an answer.",
    "cot": "Its steps may be wrong where the answer is right, and the other way round.",
    "unified": "Its steps may be wrong where the answer is right, and the other way round.",
    "decomposer": "It answers nothing itself, and what it forgets to ask no solver will find.",
    "solver": "It answers the questions that it is given: with a missing or wrong question it goes astray, and a wrong "
    "solution misleads the later ones.",
    "guide": "It answers nothing itself, and a wrong hint misleads the student that reads it.",
    "all": "It was made as a starting point, not to be used as it is.",
}

_HOUSEKEEPING = frozenset(
    [
        "accelerator_config",
        "activation_checkpointing",
        "dataloader_num_workers",
        "dataloader_persistent_workers",
        "dataloader_pin_memory",
        "dataloader_prefetch_factor",
        "dataset_num_proc",
        "disable_tqdm",
        "do_eval",
        "eos_token",
        "eval_on_start",
        "eval_steps",
        "eval_strategy",
        "gradient_checkpointing",
        "gradient_checkpointing_kwargs",
        "greater_is_better",
        "hub_token",
        "include_num_input_tokens_seen",
        "logging_first_step",
        "logging_steps",
        "pad_token",
        "per_device_eval_batch_size",
        "report_to",
        "save_only_model",
        "save_steps",
        "save_strategy",
        "save_total_limit",
        "use_cpu",
    ]
)
"""Options in `training.json` that change nothing about the weights."""


def _student(artefact: Artefact, pins: Mapping[str, Pin], endpoint: str) -> _Parts:
    student = read_student(artefact.folder)
    training = read_training(artefact.folder)
    scores = read_scores(artefact.folder)
    sets = [dataset_facts(name) for name in student.datasets]
    pair = None
    if artefact.decomposer is not None:
        pin = _pin(artefact, artefact.decomposer, pins)
        snippet = pair_snippet(student, artefact.repo_id, pin, _asking(student, scores))
        pair = {"link": _link(pin, endpoint), "snippet": Markdown(snippet), "hint": _hint_of_pair(student)}
    base = hub_id_of_base(student.base_model)
    weights = parameters(artefact.folder)
    fields: dict[str, Any] = {
        "base_model": base,
        "base_model_relation": "finetune" if base else None,
        "datasets": _unique(known.get("hub_id") for known in sets),
        "language": _unique(language for known in sets for language in known.get("language", ())),
        "library_name": "transformers",
        "pipeline_tag": "text-generation",
        "tags": [] if student.role == "all" else [student.role],
    }
    return fields, {
        "about": _ABOUT[student.role],
        "base": _base(student.base_model, training),
        "data": _and(map(_data, student.datasets)),
        "parameters": None if weights is None else f"{weights:,}",
        "pair": pair,
        "hint": _hint(student),
        "snippet": Markdown(single_snippet(student, artefact.repo_id)),
        "calculator": student.calculator and student.role not in ("answer", "decomposer", "guide"),
        "formats": _formats(student),
        "training": None if training is None else _training(training),
        "scores": _scores(scores) if scores else None,
        "limits": _limits(student, scores),
        "citation": _citation(artefact, student.datasets, endpoint, training),
        "record": training.fields if training else None,
    }


def _unique(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _and(items: Iterable[str]) -> Markdown:
    *most, last = items
    return Markdown(f"{', '.join(most)} and {last}" if most else last)


def _asking(solver: Student, scores: Iterable[Record]) -> str:
    """How the solver's decomposer asks. The solver's own record need not know (its text is the same for both): where
    the pair was scored in one way only, that one."""
    found = {
        part.get("student.asking", str)
        for score in scores
        for part in score.records("students")
        if part.get("role", str) == "decomposer"
    }
    return found.pop() if len(found) == 1 else solver.asking


def _base(name: str, training: Record | None) -> Markdown:
    hub_id = hub_id_of_base(name)
    if hub_id is None:
        return Markdown(f"{code(name)} ({_BASES[name]})" if name in _BASES else code(name))
    revision = training.get("base_revision", _TEXT_OR_NULL) if training else None
    link = f"[{text(hub_id)}]({_PUBLIC_HUB}/{_path(hub_id)})"
    return Markdown(f"{link} (revision {code(revision)})" if revision else link)


def _path(hub_id: str) -> str:
    """A Hub id as a link's target, whatever a record has there."""
    return "".join(sign if sign.isalnum() or sign in "/-_." else "-" for sign in hub_id)


def _data(name: str) -> Markdown:
    known = dataset_facts(name)
    title = text(known.get("title", name))
    hub_id = known.get("hub_id")
    return Markdown(f"[{title}]({_PUBLIC_HUB}/datasets/{hub_id})") if hub_id else title


def _hint(student: Student) -> str:
    if not student.reads_hint:
        return ""
    kind = _HINTS[student.hint]
    return f"It also reads a hint: {kind}. A guide (another student) writes it; here it is written by hand."


def _hint_of_pair(solver: Student) -> str:
    if solver.hint not in _HINTS:
        return ""
    return (
        f". The decomposer also reads a hint, {_HINTS[solver.hint]}, which a guide writes; here it is written by hand"
    )


def _formats(student: Student) -> list[dict[str, Any]]:
    shown = []
    for role in ROLES_OF_ALL if student.role == "all" else (student.role,):
        texts = examples(student, role)
        for number, example in enumerate(texts, 1):
            title = f"As {role}" if student.role == "all" else "Step" if len(texts) > 1 else ""
            if len(texts) > 1:
                title = f"{title}, step {number}" if student.role == "all" else f"Step {number}"
            ends = not example.completion
            shown.append(
                {
                    "title": Markdown(f"**{title}.**" + (" There is nothing more to ask:" if ends else ""))
                    if title
                    else "",
                    "prompt": Markdown(example.prompt),
                    "completion": Markdown(example.completion),
                }
            )
    return shown


def _training(record: Record) -> dict[str, Markdown]:
    names = record.get("dataset", str).split("+")
    revision = record.get("dataset_revision", _TEXT_OR_NULL)
    dropped = record.get("dropped", dict)
    left_out = ", ".join(f"{number} {text(why)}" for why, number in dropped.items())
    validation = record.get("validation_problems", int)
    best = record.get("best_eval_loss", (float, type(None)))
    data = [
        f"Data: {_and(map(_data, names))}" + (f", revision {code(revision)}" if revision else "") + ".",
        f"{_count(record.get('problems', int), 'problem')} gave {_count(record.get('examples', int), 'example')}"
        + (f" (left out: {left_out})" if left_out else "")
        + (f"; {_count(validation, 'problem')} were kept for validation" if validation else "")
        + f". SHA-256 of the problems: {code(record.get('train_fingerprint', str))}.",
        f"{_count(record.get('steps', int), 'step')}, {record.get('epochs', float):.2f} epochs, "
        f"{record.get('tokens', int):,} tokens; the loss is on the completion alone.",
    ]
    if record.fields.get("whole_text_loss"):
        data[-1] = data[-1].replace("the completion alone", "the whole text")
    if best is not None:
        data.append(f"Best loss on the validation problems: {best:.3f} after step {record.get('best_step', int):,}.")
    options = {
        name: value
        for name, value in record.get("config", dict).items()
        if name not in _HOUSEKEEPING and value not in (None, "", [], {})
    }
    if isinstance(steps := options.get("max_steps"), int) and steps > 0:
        options.pop("num_train_epochs", None)  # the steps end training, whatever stands there
    rows = [[code(name), code(_number(value))] for name, value in sorted(options.items())]
    return {
        "facts": _list(data),
        "options": table(("Option", "Value"), rows, left=2),
        "hardware": _hardware(record),
    }


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _hardware(record: Record) -> Markdown:
    machine = record.get("environment.accelerators", list)
    cores, cpu = record.get("environment.cpu_cores", int), record.get("environment.cpu", str)
    memory = record.get("environment.memory_gib", float)
    if machine:
        where = _and(f"{number} × {text(name)}" for name, number in Counter(map(str, machine)).items())
    else:
        where = Markdown(f"{_count(cores, 'core')} of {text(cpu)} with {memory:g} GiB of memory, no accelerator")
    mixed = record.get("mixed_precision", str)
    precision = text(record.get("dtype", str)) + ("" if mixed == "no" else f", mixed precision {text(mixed)}")
    processes = record.get("world_size", int)
    versions = record.get("environment.libraries", dict)
    software = [f"Python {record.get('environment.python', str)}"]
    software += [f"{name} {version}" for name, version in versions.items() if version]
    commit = record.get("environment.source_commit", _TEXT_OR_NULL)
    sentences = [
        f"Hardware: {where}" + (f", {processes} processes" if processes > 1 else "") + ".",
        f"It took {_duration(record.get('seconds', float))} in {precision}, and ended on "
        f"{text(record.get('created', str)[:10])}.",
        f"Software: {text(', '.join(software))}.",
    ]
    if commit:
        changed = " with changes that were not committed" if record.get("environment.source_dirty", bool) else ""
        sentences.append(f"Recipe: commit {code(commit[:12])}{changed}.")
    return _sentences(sentences)


def _duration(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _scores(scores: Iterable[Record]) -> dict[str, Any]:
    """The table of scores, with the paper's columns where it has numbers for any of them, and what to know about it."""
    scores = sorted(scores, key=lambda score: "oracle" in score.get("method", str))
    paper = facts("paper.json")
    matches = [_paper(score) for score in scores]
    sizes = [size for size in paper["sizes"] if any(size in numbers for _, numbers in matches)]
    rows = []
    for score, (_, numbers) in zip(scores, matches, strict=True):
        low, high = score.get("interval", list)
        rows.append(
            [
                score.get("method", str),
                "with" if score.get("settings.calculator", bool) else "without",
                Markdown(f"{100 * score.get('accuracy', float):.1f} ({100 * low:.1f}–{100 * high:.1f})"),
                *(Markdown(f"{numbers[size]:.2f}") if size in numbers else "" for size in sizes),
            ]
        )
    tests = dict.fromkeys(map(_test, scores))
    if len(tests) > 1:
        rows = [[_test(score), *row] for score, row in zip(scores, rows, strict=True)]
    columns = [*(["Data"] if len(tests) > 1 else []), "Method", "Calculator", "Correct, %"]
    notes = [f"Test data: {next(iter(tests))}."] if len(tests) == 1 else []
    names = dict.fromkeys(
        (score.get("method", str), name)
        for score, (name, _) in zip(scores, matches, strict=True)
        if name not in ("", score.get("method", str))
    )
    if names:
        notes.append("The paper's names: " + "; ".join(f"{text(m)} is “{text(name)}”" for m, name in names) + ".")
    if any("oracle" in score.get("method", str) for score in scores):
        notes.append("“Oracle” was given the problem's own questions or hints: an upper bound, not the system's score.")
    notes += dict.fromkeys(map(_settings, scores))
    return {
        "table": table([*columns, *(f"Paper: {paper['sizes'][size]}" for size in sizes)], rows, left=len(columns) - 1),
        "notes": _sentences(notes),
        "paper": bool(sizes),
        "source": text(paper["source"]),
    }


def _paper(score: Record) -> tuple[str, dict[str, float]]:
    """The paper's name for a method and its numbers by size; empty where it has none. Training data has none."""
    if score.get("split", _TEXT_OR_NULL) != "train":
        for entry in facts("paper.json")["sets"]:
            for row in entry["numbers"] if score.get("dataset", str) in entry["datasets"] else ():
                if row["method"] == score.get("method", str):
                    return row["paper"], {size: row[size] for size in row if size not in ("paper", "method")}
    return "", {}


def _test(score: Record) -> Markdown:
    split, revision = (score.get(name, _TEXT_OR_NULL) for name in ("split", "dataset_revision"))
    problems = score.get("problems", int)
    paper = next((e for e in facts("paper.json")["sets"] if score.get("dataset", str) in e["datasets"]), None)
    other = f" (the paper: {paper['problems']:,})" if paper and paper["problems"] != problems else ""
    return Markdown(
        f"{code(score.get('dataset', str))}"
        + (f", split {code(split)}" if split else "")
        + (f", revision {code(revision)}" if revision else "")
        + f", {_count(problems, 'problem')}{other}"
    )


def _settings(score: Record) -> str:
    temperature = score.get("settings.temperature", float)
    how = "Greedy decoding" if not temperature else f"Decoding at temperature {temperature:g}"
    return (
        f"{how}, at most {_count(score.get('settings.max_new_tokens', int), 'new token')} a text, "
        f"{text(score.get('settings.dtype', str))}."
    )


def _limits(student: Student, scores: Iterable[Record]) -> Markdown:
    items = [_LIMITS[student.role]]
    if student.reads_hint:
        items.append("It needs a hint, and a wrong one misleads it.")
    own = [score.get("accuracy", float) for score in scores if "oracle" not in score.get("method", str)]
    if own and max(own) < 0.5:
        items.append(f"It answers most problems wrongly: at best {100 * max(own):.1f} % of those above are right.")
    for name in student.datasets:
        known = dataset_facts(name)
        items += [known["limit"]] if "limit" in known else []
    items.append("It was taught problems of this one kind and nothing else. Do not rely on what it writes.")
    return _list(items)


def _citation(artefact: Artefact, datasets: Iterable[str], endpoint: str, record: Record | None) -> Markdown:
    """BibTeX: the paper, the data sets, and this project with the page that the card is for."""
    entries = [facts("paper.json")["citation"]]
    entries += _unique(dataset_facts(name).get("citation") for name in datasets)
    year = record.get("created", str)[:4] if record else ""
    lines = ["title={Socratic CoT: distil, publish, compare}"]
    lines += [f"year={{{year}}}"] if year.isdecimal() else []
    lines.append(f"url={{{endpoint}/{'datasets/' if artefact.kind == 'dataset' else ''}{artefact.repo_id}}}")
    entries.append("@misc{socratic_cot,\n  " + ",\n  ".join(lines) + "\n}")
    return Markdown("\n\n".join(entries))


# --- the Space --------------------------------------------------------------------------------------------------------


def _space(artefact: Artefact, pins: Mapping[str, Pin], endpoint: str) -> _Parts:
    found = {variable: _pin(artefact, name, pins) for variable, name in artefact.variables.items()}
    students = _list(f"{code(variable)}: {_link(pin, endpoint)}" for variable, pin in found.items())
    return {"models": _unique(pin.repo_id for pin in found.values())}, {"students": students}


# --- data sets --------------------------------------------------------------------------------------------------------

_FIELDS = {
    "id": "name of the problem in its source",
    "problem_id": "name of the problem in its source",
    "text": "the problem",
    "problem": "the problem",
    "steps": "the chain that leads to the answer: each step has a sub-question and its solution",
    "question": "a sub-question",
    "solution": "its solution, where `<<expression=value>>` is an annotation for a calculator",
    "answer": "the right answer",
    "answer_kind": "`number` or `yesno`",
    "source": "where the problem comes from",
    "prompt": "what a student of this role reads",
    "completion": "what it learns to write; the tokenizer's end-of-text token is to follow",
    "hint": "the hint that a guide would write",
    "step": "number of the step, from 0",
}
"""What the columns hold that recipes/export.py writes."""

_ASKING = {"upfront": "all its questions at once", "interleaved": "one question after the other"}

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
"""Below how many rows each of the Hub's size categories goes."""


def _dataset(artefact: Artefact, endpoint: str) -> _Parts:
    record = read_dataset(artefact.folder)
    name = record.get("name", str)
    known = dataset_facts(name)
    configs = _configs(record)
    hub_id = record.get("hub_id", _TEXT_OR_NULL)
    rows = sum(part.get("rows", int) for splits in configs.values() for part in splits.values())
    first = next(iter(configs))
    split = next(iter(configs[first]))
    fields: dict[str, Any] = {
        "language": list(known.get("language", ())),
        "task_categories": ["text-generation", "question-answering"],
        "size_categories": [next((size for limit, size in _SIZES if rows < limit), "n>1M")],
        "source_datasets": [hub_id] if hub_id else [],
        "configs": [
            {
                "config_name": config,
                **({"default": True} if config == first and len(configs) > 1 else {}),
                "data_files": [{"split": part, "path": entry.get("file", str)} for part, entry in splits.items()],
            }
            for config, splits in configs.items()
        ],
        "tags": [],
    }
    return fields, {
        "about": _sentences(
            [
                f"{_data(name)[:1].upper()}{_data(name)[1:]} with annotated steps: every problem has the "
                "sub-questions that lead to its answer and "
                "their solutions, as far as its source has them.",
                "One configuration has the problems, each other the examples that a student of one role learns from.",
            ]
        ),
        "snippet": Markdown(dataset_snippet(artefact.repo_id, first, split)),
        "configs": _rows(configs),
        "fields": _fields(configs),
        "examples": [
            {"config": code(config), "row": json_block(row)}
            for config, row in record.get("examples", dict).items()
            if config in configs
        ],
        "provenance": _provenance(record, configs),
        "limits": _list(
            [
                *([known["limit"]] if "limit" in known else []),
                "The steps are one way to solve each problem; there are others. The source's mistakes are still there.",
                "Whoever scores on the test split should not train on it.",
            ]
        ),
        "citation": _citation(artefact, name.split("+"), endpoint, None),
        "record": record.fields,
    }


def _configs(record: Record) -> dict[str, dict[str, Record]]:
    configs = record.get("configs", dict)
    if not configs or not all(isinstance(splits, dict) and splits for splits in configs.values()):
        raise RecordError(f"{record.file}: field 'configs' names no files; run recipes/export.py again")
    return {
        config: {part: Record(record.file, record.get("configs", dict)[config][part]) for part in splits}
        for config, splits in configs.items()
    }


def _fields(configs: Mapping[str, Mapping[str, Record]]) -> Markdown:
    """Every column with the configurations that have it."""
    found: dict[str, list[str]] = {}
    for config, splits in configs.items():
        for column in _unique(name for entry in splits.values() for name in entry.get("columns", (list, dict))):
            found.setdefault(column, []).append(config)
    rows = [
        [
            code(column),
            _which(having, list(configs)),
            Markdown(_FIELDS.get(column, "")),
        ]
        for column, having in found.items()
    ]
    return table(("Field", "Configurations", "What it is"), rows, left=3)


def _rows(configs: Mapping[str, Mapping[str, Record]]) -> Markdown:
    """How many rows every split of every configuration has."""
    parts = _unique(part for splits in configs.values() for part in splits)
    rows = [
        [code(config), *(Markdown(f"{splits[part].get('rows', int):,}") if part in splits else "" for part in parts)]
        for config, splits in configs.items()
    ]
    return table(("Configuration", *(f"Rows of {code(part)}" for part in parts)), rows, left=1)


def _which(having: list[str], configs: list[str]) -> Markdown:
    missing = [config for config in configs if config not in having]
    if not missing:
        return Markdown("all")
    return Markdown(f"all but {code(missing[0])}" if len(missing) == 1 < len(having) else ", ".join(map(code, having)))


def _provenance(record: Record, configs: Mapping[str, Mapping[str, Record]]) -> Markdown:
    hub_id, revision = (record.get(name, _TEXT_OR_NULL) for name in ("hub_id", "revision"))
    licence, source = record.get("license", _TEXT_OR_NULL), record.get("source", _TEXT_OR_NULL)
    items = []
    if source:
        items.append(f"Source: {text(source)}.")
    if hub_id:
        link = f"[{text(hub_id)}]({_PUBLIC_HUB}/datasets/{_path(hub_id)})"
        items.append(f"On the Hub: {link}" + (f", revision {code(revision)}" if revision else "") + ".")
    if licence:
        items.append(f"Licence of the source: {code(licence)}.")
    if left_out := record.get("left_out", dict):
        items.append(f"Left out: {', '.join(f'{text(number)} {text(why)}' for why, number in left_out.items())}.")
    hint, asking = record.get("hint", _TEXT_OR_NULL), record.get("asking", _TEXT_OR_NULL)
    if hint and hint != "none":
        items.append(f"Prompts of roles that read a hint have the gold one: {_HINTS.get(hint, text(hint))}.")
    if asking:
        items.append(f"The decomposer asks {_ASKING.get(asking, text(asking))}.")
    prints: dict[str, list[str]] = {}
    for splits in configs.values():
        for part, entry in splits.items():
            prints.setdefault(entry.get("fingerprint", str), []).append(part)
    items += [
        f"SHA-256 of the problems of {_and(map(code, dict.fromkeys(parts)))}: {code(value)}."
        for value, parts in prints.items()
    ]
    return _list(items)
