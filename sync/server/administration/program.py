"""The command line of the central server. Without a command it serves."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Annotated, Final

import typer
from sqlalchemy.exc import DBAPIError
from typer.core import TyperGroup, TyperOption
from typer.main import get_command

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from intake_app.storage.failures import known_failure
from sync.server.administration import (
    auditing,
    commands,
    emptying,
    erasing,
    leasing,
    recovering,
    staff,
    verifying,
    waiting,
)
from sync.server.administration.desk import Desk
from sync.server.administration.words import FRENCH, Language, catalogue, say
from sync.server.centre import DEFAULT_NAME
from sync.server.places import default_database

SERVE: Final = "serve"
COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "create-space": commands.create_space,
    "add-neighbourhood": commands.add_neighbourhood,
    "add-site": commands.add_site,
    "add-building": commands.add_building,
    "add-staff": commands.add_staff,
    "disable-staff": staff.disable_staff,
    "enable-staff": staff.enable_staff,
    "list": commands.list_everything,
    "invite": commands.invite,
    "pending": commands.pending,
    "approve": commands.approve,
    "revoke": commands.revoke,
    "wipe": emptying.wipe,
    "rescued": emptying.rescued,
    "scope": commands.scope,
    "lease": leasing.lease,
    "extend-lease": leasing.extend_lease,
    "make-recovery-key": recovering.make_recovery_key,
    "check-recovery-key": recovering.check_recovery_key,
    "give-recovery-key": recovering.give_recovery_key,
    "answer-recovery": recovering.answer_recovery,
    "seed-programme": commands.seed_programme,
    "import": commands.import_workbook,
    "restored": commands.restored,
    "receive": commands.receive,
    "erase": erasing.erase,
    "erasures": erasing.list_erasures,
    "held": waiting.held,
    "refuse-held": waiting.refuse_held,
    "audit": auditing.audit,
    "purge-audit": auditing.purge_audit,
    "alerts": auditing.alerts,
    "verify-sheet": verifying.verify_sheet,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line. Ends with SystemExit: 0 done, 1 a known error said on standard error, 2 wrongly typed."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = _language_of(given)
    asks_help = not given or "--help" in given
    if not (set(given) & {SERVE, *COMMANDS}) and not (asks_help and given):
        given.insert(0, SERVE)
    try:
        build(language)(given, prog_name="palier-server")
    except KnownError as failure:
        _end(failure, language)
    except DBAPIError as failure:
        _end(known_failure(failure) or KnownError("server_database_unreachable"), language)


def build(language: Language) -> TyperGroup:
    """The commands, their help in this language."""
    app = typer.Typer(help=say("help.program", language), add_completion=False, pretty_exceptions_enable=False)
    app.callback()(_prepare)
    app.command(SERVE, help=say("help.serve", language))(_serve)
    for name, command in COMMANDS.items():
        app.command(name, help=say(f"help.{name}", language))(command)
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    for command in (group, *group.commands.values()):
        for parameter in command.params:
            key = f"option.{parameter.name}"
            if key in catalogue() and isinstance(parameter, TyperOption):
                parameter.help = say(key, language)
    return group


def _prepare(
    context: typer.Context,
    database: Annotated[str, typer.Option()] = "",
    space: Annotated[str | None, typer.Option()] = None,
    lang: Annotated[str, typer.Option()] = FRENCH,
) -> None:
    desk = Desk(
        database or default_database(), "en" if lang == "en" else "fr", context.invoked_subcommand or SERVE, space
    )
    context.call_on_close(desk.close)
    context.obj = desk


def _serve(
    context: typer.Context,
    database: Annotated[str, typer.Option()] = "",
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8420,
    name: Annotated[str, typer.Option()] = DEFAULT_NAME,
    workers: Annotated[int, typer.Option(min=1, max=64)] = 1,
    demonstration: Annotated[bool, typer.Option("--demonstration")] = False,
    ends_with_parent: Annotated[bool, typer.Option("--ends-with-parent")] = False,
    lang: Annotated[str, typer.Option()] = FRENCH,  # noqa: ARG001  (read before the command is)
) -> None:
    from sync.server.serve import Serving, serve

    desk: Desk = context.obj
    serving = Serving(database or desk.database, host, port, name, workers, demonstration, ends_with_parent)
    serve(serving)


def _language_of(arguments: Sequence[str]) -> Language:
    asked = [after for word, after in pairwise(arguments) if word == "--lang"]
    return "en" if asked[-1:] == ["en"] or "--lang=en" in arguments else FRENCH


def _end(failure: KnownError, language: Language) -> None:
    typer.echo(sentence_for(failure, language).in_one(), err=True)
    raise SystemExit(1)
