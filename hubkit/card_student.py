"""The card of a student: front matter and the values of model_cards/student.md.jinja, from its JSON records."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from hubkit.card_parts import (
    Markdown,
    Pin,
    code,
    facts,
    table,
    text,
)
from hubkit.card_snippets import ROLES_OF_ALL, examples, pair_snippet, single_snippet
from hubkit.card_words import (
    HINT_WORDS,
    PUBLIC_HUB,
    TEXT_OR_NULL,
    Parts,
    bullets,
    citation,
    counted,
    data_link,
    joined,
    link_path,
    pin_link,
    pin_of,
    sentences,
    unique,
)
from hubkit.licences import dataset_facts, hub_id_of_base
from hubkit.manifest import Artefact
from hubkit.records import Record, Student, parameters, read_scores, read_student, read_training

__all__ = ["student_card"]

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
    "base-init": "new weights and a tokenizer, from recipes/base_start.py",
    "socratic-cot-builtin": "the small base model of the socratic library",
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


def student_card(artefact: Artefact, pins: Mapping[str, Pin], endpoint: str) -> Parts:
    """What render_card needs of a student; `RecordError` for a record that is missing or lacks a field."""
    student = read_student(artefact.folder)
    training = read_training(artefact.folder)
    scores = read_scores(artefact.folder)
    sets = [dataset_facts(name) for name in student.datasets]
    pair = None
    if artefact.decomposer is not None:
        pin = pin_of(artefact, artefact.decomposer, pins)
        snippet = pair_snippet(student, artefact.repo_id, pin, _asking(student, scores))
        pair = {"link": pin_link(pin, endpoint), "snippet": Markdown(snippet), "hint": _hint_of_pair(student)}
    base = hub_id_of_base(student.base_model)
    weights = parameters(artefact.folder)
    fields: dict[str, Any] = {
        "base_model": base,
        "base_model_relation": "finetune" if base else None,
        "datasets": unique(known.get("hub_id") for known in sets),
        "language": unique(language for known in sets for language in known.get("language", ())),
        "library_name": "transformers",
        "pipeline_tag": "text-generation",
        "tags": [] if student.role == "all" else [student.role],
    }
    return fields, {
        "about": _ABOUT[student.role],
        "base": _base(student.base_model, training),
        "data": joined(map(data_link, student.datasets)),
        "parameters": None if weights is None else f"{weights:,}",
        "pair": pair,
        "hint": _hint(student),
        "snippet": Markdown(single_snippet(student, artefact.repo_id)),
        "calculator": student.calculator and student.role not in ("answer", "decomposer", "guide"),
        "formats": _formats(student),
        "training": None if training is None else _training(training),
        "scores": _scores(scores) if scores else None,
        "limits": _limits(student, scores),
        "citation": citation(artefact, student.datasets, endpoint, training),
        "record": training.fields if training else None,
    }


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
    revision = training.get("base_revision", TEXT_OR_NULL) if training else None
    link = f"[{text(hub_id)}]({PUBLIC_HUB}/{link_path(hub_id)})"
    return Markdown(f"{link} (revision {code(revision)})" if revision else link)


def _hint(student: Student) -> str:
    if not student.reads_hint:
        return ""
    kind = HINT_WORDS[student.hint]
    return f"It also reads a hint: {kind}. A guide (another student) writes it; here it is written by hand."


def _hint_of_pair(solver: Student) -> str:
    if solver.hint not in HINT_WORDS:
        return ""
    kind = HINT_WORDS[solver.hint]
    return f". The decomposer also reads a hint, {kind}, which a guide writes; here it is written by hand"


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
    revision = record.get("dataset_revision", TEXT_OR_NULL)
    dropped = record.get("dropped", dict)
    left_out = ", ".join(f"{number} {text(why)}" for why, number in dropped.items())
    validation = record.get("validation_problems", int)
    best = record.get("best_eval_loss", (float, type(None)))
    data = [
        f"Data: {joined(map(data_link, names))}" + (f", revision {code(revision)}" if revision else "") + ".",
        f"{counted(record.get('problems', int), 'problem')} gave {counted(record.get('examples', int), 'example')}"
        + (f" (left out: {left_out})" if left_out else "")
        + (f"; {counted(validation, 'problem')} were kept for validation" if validation else "")
        + f". SHA-256 of the problems: {code(record.get('train_fingerprint', str))}.",
        f"{counted(record.get('steps', int), 'step')}, {record.get('epochs', float):.2f} epochs, "
        f"{record.get('tokens', int):,} tokens; the loss is on the completion alone.",
    ]
    if record.fields.get("whole_text_loss"):
        data[-1] = data[-1].replace("the completion alone", "the whole text")
    teacher = record.fields.get("teacher")  # of recipes/distill.py
    if isinstance(teacher, str):
        data[-1] = data[-1].replace(
            "the loss is on the completion alone",
            f"it wrote the completions itself and learned to give each of their tokens the probabilities of "
            f"{code(teacher)} (generalized Jensen-Shannon divergence, beta {record.get('beta', float):g})",
        )
        data.append(f"It started from {code(record.get('started_from', str))}.")
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
        "facts": bullets(data),
        "defaults": code("DistillationConfig" if isinstance(teacher, str) else "SFTConfig"),
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
        where = joined(f"{number} × {text(name)}" for name, number in Counter(map(str, machine)).items())
    else:
        where = Markdown(f"{counted(cores, 'core')} of {text(cpu)} with {memory:g} GiB of memory, no accelerator")
    mixed = record.get("mixed_precision", str)
    precision = text(record.get("dtype", str)) + ("" if mixed == "no" else f", mixed precision {text(mixed)}")
    processes = record.get("world_size", int)
    versions = record.get("environment.libraries", dict)
    software = [f"Python {record.get('environment.python', str)}"]
    software += [f"{name} {version}" for name, version in versions.items() if version]
    commit = record.get("environment.source_commit", TEXT_OR_NULL)
    said = [
        f"Hardware: {where}" + (f", {processes} processes" if processes > 1 else "") + ".",
        f"It took {_duration(record.get('seconds', float))} in {precision}, and ended on "
        f"{text(record.get('created', str)[:10])}.",
        f"Software: {text(', '.join(software))}.",
    ]
    if commit:
        changed = " with changes that were not committed" if record.get("environment.source_dirty", bool) else ""
        said.append(f"Recipe: commit {code(commit[:12])}{changed}.")
    return sentences(said)


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
        "notes": sentences(notes),
        "paper": bool(sizes),
        "source": text(paper["source"]),
    }


def _paper(score: Record) -> tuple[str, dict[str, float]]:
    """The paper's name for a method and its numbers by size; empty where it has none. Training data has none."""
    if score.get("split", TEXT_OR_NULL) != "train":
        for entry in facts("paper.json")["sets"]:
            for row in entry["numbers"] if score.get("dataset", str) in entry["datasets"] else ():
                if row["method"] == score.get("method", str):
                    return row["paper"], {size: row[size] for size in row if size not in ("paper", "method")}
    return "", {}


def _test(score: Record) -> Markdown:
    split, revision = (score.get(name, TEXT_OR_NULL) for name in ("split", "dataset_revision"))
    problems = score.get("problems", int)
    paper = next((e for e in facts("paper.json")["sets"] if score.get("dataset", str) in e["datasets"]), None)
    other = f" (the paper: {paper['problems']:,})" if paper and paper["problems"] != problems else ""
    return Markdown(
        f"{code(score.get('dataset', str))}"
        + (f", split {code(split)}" if split else "")
        + (f", revision {code(revision)}" if revision else "")
        + f", {counted(problems, 'problem')}{other}"
    )


def _settings(score: Record) -> str:
    temperature = score.get("settings.temperature", float)
    how = "Greedy decoding" if not temperature else f"Decoding at temperature {temperature:g}"
    return (
        f"{how}, at most {counted(score.get('settings.max_new_tokens', int), 'new token')} a text, "
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
    return bullets(items)
