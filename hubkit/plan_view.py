"""How people see a plan: a table of files for every repository, what stays, what is refused, how the card changes."""

from collections import Counter
from collections.abc import Sequence

from hubkit.output import Output, size_text
from hubkit.plan import Plan

__all__ = ["show_plan"]

_MARKS = {"added": "+", "changed": "~", "removed": "-", "unchanged": "=", "kept": "="}
_FEW = 8


def show_plan(out: Output, plan: Plan, diff: bool) -> None:
    """Print a plan; `diff` also how each card would change."""
    for item in plan.artefacts:
        made = item.plan
        what = f"create {'private ' if made.private else ''}{made.kind}" if made.head is None else made.head[:8]
        sent = f"{len(made.sent)} files, {size_text(made.bytes_sent)}" if made.commits else "unchanged"
        out.text(f"\n{made.name}: {made.repo_id} ({what}): {sent}")
        out.table(
            ["", "file", "size", "was", "mode"],
            [
                [_MARKS[change.difference], change.path, size_text(change.size), size_text(change.remote_size),
                 change.mode + (" CHANGED BY SOMEBODY ELSE" if change.theirs else "")]
                for change in made.changes
                if change.difference not in ("unchanged", "kept")
            ],
        )  # fmt: skip
        for label, difference in (("unchanged", "unchanged"), ("on the Hub, not ours, stays", "kept")):
            if some := [change.path for change in made.changes if change.difference == difference]:
                out.text(f"  {label}: {_few(some)}")
        if made.left_out:
            out.text(f"  stays here: {_few(_by_folder(made.left_out))}")
        for key, value in made.variables.items():
            out.text(f"  {key} = {value}")
        for note in made.notes:
            out.text(f"  note: {note}")
        for refusal in made.refusals:
            out.text(f"  REFUSED {refusal}")
        if diff and made.card_diff and made.head is not None:
            out.text(made.card_diff)
    if plan.refusals:
        out.say("hubkit: something is refused; nothing can be pushed until that is mended")


def _few(names: Sequence[str]) -> str:
    more = len(names) - _FEW
    return ", ".join(names[:_FEW]) + (f" and {more} more" if more > 0 else "")


def _by_folder(paths: Sequence[str]) -> list[str]:
    """Files of the root, and each folder once with the number of its files."""
    counts = Counter(path.split("/")[0] + ("/" if "/" in path else "") for path in paths)
    return [f"{name} ({count} files)" if name.endswith("/") else name for name, count in counts.items()]
