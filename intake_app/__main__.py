"""The composition root of the laptop: reads the command line, puts the premises and the window together.

Only this module and `intake_app.demonstration` know both the window and that there is a server to start.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from intake_app.domain.errors import KnownError


def main() -> int:
    """Run what the command line asks for; returns the exit code."""
    asked = _read_arguments(sys.argv[1:])
    if asked.selftest:
        from intake_app.selftest import run_selftest

        return run_selftest(*asked.selftest)
    if asked.torture_laptop:
        from intake_app.torture.laptop import run_laptop

        folder, address, seed, book = asked.torture_laptop
        return run_laptop(folder, address, int(seed), book)
    if asked.demo:
        from intake_app.played_day.play import play

        return play(asked.folder or Path("build") / "demo")
    try:
        if asked.torture:
            from intake_app.torture.command import run_torture

            return run_torture(asked.minutes, asked.lang, asked.seed)
        return _demonstrate(asked) if asked.demonstration else _work(asked)
    except KnownError as error:
        from intake_app.domain.sentences import sentence_for

        print(sentence_for(error, asked.lang).in_one(), file=sys.stderr)
        return 1


def _read_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="palier", description="Accueil et suivi des habitants, même sans connexion.")
    parser.add_argument("--folder", type=Path, help="dossier des fiches de cet ordinateur")
    parser.add_argument("--join", nargs=2, metavar=("ADRESSE", "CODE"), default=("", ""), help="invitation déjà écrite")
    parser.add_argument("--demonstration", action="store_true", help="ouvrir avec des personnes fictives")
    parser.add_argument("--demo", action="store_true", help="jouer la journée d'une gardienne hors écran")
    parser.add_argument("--selftest", nargs=3, metavar=("ADRESSE", "CODE", "DOSSIER"), help="essai sans fenêtre")
    parser.add_argument("--torture", action="store_true", help="éprouver le programme, avec des fiches fictives")
    parser.add_argument("--minutes", type=float, default=10, help="durée de l'épreuve")
    parser.add_argument("--lang", choices=("fr", "en"), default="fr", help="langue de ce qui s'affiche ici")
    parser.add_argument("--seed", type=int, help="graine de l'épreuve, pour la répéter")
    parser.add_argument("--torture-laptop", nargs=4, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _work(asked: argparse.Namespace) -> int:
    from intake_app.storage.crash_dumps import forbid_crash_dumps
    from sync.client.premises import Premises
    from ui.application import run_application
    from ui.shell.window import Backstage

    forbid_crash_dumps()
    premises = Premises(asked.folder or _default_folder("Palier"))
    return run_application(sys.argv, Backstage(premises, invitation=tuple(asked.join)))


def _demonstrate(asked: argparse.Namespace) -> int:
    from intake_app.demonstration import Demonstration
    from ui.application import run_application

    with Demonstration(asked.folder or _default_folder("Palier demonstration")) as demonstration:
        return run_application(sys.argv, demonstration.backstage())


def _default_folder(name: str) -> Path:
    from platformdirs import user_data_path

    return user_data_path(name, appauthor=False)


if __name__ == "__main__":
    raise SystemExit(main())
