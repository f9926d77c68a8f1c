"""The command `hubkit` (and `hf hubkit`): what it would do, then doing it, then checking it.

hubkit init students space      write a first hub.toml
hubkit doctor                   may I publish from here?
hubkit plan                     what a push would change; writes nothing
hubkit push                     publish, verify, lock
hubkit verify                   fetch everything again and check its hash

This module has the list of commands and says what went wrong; the commands themselves are in hubkit/cli_setup.py,
cli_publish.py, cli_published.py and cli_card.py.
"""

import os
import sys
from collections.abc import Sequence
from itertools import pairwise

import typer

from hubkit.cli_card import card_app
from hubkit.cli_open import open_output
from hubkit.cli_options import Format
from hubkit.cli_publish import plan, push
from hubkit.cli_published import pull, rollback, status, verify
from hubkit.cli_setup import doctor, init, serve
from hubkit.errors import HubkitError
from hubkit.output import Output

__all__ = ["app", "main"]

app = typer.Typer(
    name="hubkit",
    help="Publish models, data sets, cards and a Space on the Hugging Face Hub: look first, one commit each, verified.",
    epilog="Start with: hubkit init students space. Then: hubkit doctor, hubkit plan, hubkit push.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for _command, _short_help in (
    (init, "Write a first hub.toml from what lies in folders."),
    (plan, "Say what a push would change. Writes nothing."),
    (push, "Publish: one commit each, verified, tagged, locked."),
    (verify, "Fetch what was published and check every hash."),
    (pull, "Fetch the exact revisions of hub.lock, checked."),
    (rollback, "Restore an older tree with one new commit."),
    (status, "Compare the Hub, hub.lock and the folders."),
    (doctor, "Who am I, may I write, is Xet there?"),
    (serve, "Run a Hub on this machine, for tests and trials."),
):
    app.command(short_help=_short_help)(_command)
app.add_typer(card_app, name="card")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; errors are one message on stderr (and a record on stdout with --format json), status 1.

    Usage errors are status 2. HUBKIT_DEBUG=1 shows the traceback of what is a bug.
    """
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    out = open_output(Format.JSON if _wants_json(arguments) else Format.HUMAN)
    try:
        result = app(arguments, prog_name="hubkit", standalone_mode=False)
    except HubkitError as error:
        return _fail(out, type(error).__name__, str(error))
    except typer.Abort:
        out.say(
            "hubkit: stopped; nothing more was sent. What was published stays, and the next push goes on from there"
        )
        return 130
    except KeyboardInterrupt:
        out.say("hubkit: stopped; what was published stays, and the next push goes on from there")
        return 130
    except typer.TyperException as error:
        _fail(out, "UsageError", f"{error.format_message().rstrip('.')}; see: hubkit --help")
        return error.exit_code
    except Exception as error:  # the last line of defence: a person sees one line, never a bare traceback
        if os.environ.get("HUBKIT_DEBUG"):
            raise
        if isinstance(error, OSError):
            return _fail(out, "OSError", f"{error}; mend that and run the command again")
        return _fail(
            out, type(error).__name__, f"this is a bug of hubkit ({type(error).__name__}: {error}); "
            "HUBKIT_DEBUG=1 shows where, please report it",
        )  # fmt: skip
    return result if isinstance(result, int) else 0


def _fail(out: Output, kind: str, message: str) -> int:
    out.say(f"hubkit: {message}")
    out.data({"error": {"type": kind, "message": message}})
    return 1


def _wants_json(arguments: Sequence[str]) -> bool:
    return "--format=json" in arguments or ("--format", "json") in pairwise(arguments)


if __name__ == "__main__":
    sys.exit(main())
