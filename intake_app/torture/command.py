"""The command line of the torture: what it says, in French or English, and how it ends."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Final

from intake_app.domain.sentences import Language
from intake_app.torture.trial import Findings, Trial

_WORDS: Final[dict[Language, dict[str, str]]] = {
    "fr": {
        "begin": "Mise à l’épreuve pendant {minutes} minute(s), graine {seed}. Personne de tout cela n’existe.",
        "round": "tour {rounds} : {saves} enregistrées, {sent} envoyées, {laptop_kills} + {centre_kills} arrêts nets",
        "rounds": "tours",
        "laptop_kills": "ordinateurs arrêtés net",
        "centre_kills": "centre arrêté net",
        "cuts": "coupures du réseau",
        "full_disks": "disques pleins",
        "saves": "enregistrements confirmés",
        "exchanges": "échanges menés à bien",
        "sent": "modifications envoyées",
        "sent_twice": "dont envoyées deux fois (comptées une seule)",
        "conflicts": "désaccords entre deux personnes, gardés",
        "lost": "ENREGISTREMENTS CONFIRMÉS PERDUS",
        "refused": "REFUS, ou fichiers qui ne se rouvrent pas",
        "ended": "PROGRAMMES QUI SE SONT ARRÊTÉS D’EUX-MÊMES",
        "different": "SORTES DE FICHES QUI DIFFÈRENT D’UN ORDINATEUR À L’AUTRE",
        "wounds": "DÉFAUTS DES FICHIERS",
        "sound": "Tout ce qui était enregistré est là, une seule fois.",
        "broken": "Quelque chose n’a pas tenu : gardez le dossier {folder} et signalez-le.",
    },
    "en": {
        "begin": "Torture for {minutes} minute(s), seed {seed}. Nobody in it exists.",
        "round": "round {rounds}: {saves} saved, {sent} sent, {laptop_kills} + {centre_kills} killed",
        "rounds": "rounds",
        "laptop_kills": "laptops killed",
        "centre_kills": "centre killed",
        "cuts": "network cuts",
        "full_disks": "full disks",
        "saves": "acknowledged saves",
        "exchanges": "completed exchanges",
        "sent": "changes sent",
        "sent_twice": "of these sent twice (counted once)",
        "conflicts": "disagreements of two people, kept",
        "lost": "ACKNOWLEDGED SAVES LOST",
        "refused": "REFUSALS, OR FILES THAT DO NOT OPEN AGAIN",
        "ended": "PROGRAMS THAT ENDED BY THEMSELVES",
        "different": "KINDS OF RECORDS THAT DIFFER BETWEEN TWO LAPTOPS",
        "wounds": "DEFECTS OF FILES",
        "sound": "Everything that was saved is there, once.",
        "broken": "Something did not hold: keep the folder {folder} and report it.",
    },
}


def run_torture(minutes: float, language: Language, seed: int | None = None) -> int:
    """Torture the program in a temporary folder for so many minutes; 0 when everything held, 1 otherwise. The folder is
    kept when something did not.

    Raises KnownError when it cannot begin: disk_full, demonstration_server_failed…
    """
    words, seed = _WORDS[language], secrets.randbelow(10**6) if seed is None else seed
    print(words["begin"].format(minutes=f"{minutes:g}", seed=seed), flush=True)

    def report(so_far: Findings) -> None:
        print(words["round"].format(**asdict(so_far)), flush=True)

    folder = Path(tempfile.mkdtemp(prefix="palier-torture-"))
    findings = Trial(folder, seed, report).run(minutes * 60)
    _tell(findings, words)
    if findings.is_sound:
        shutil.rmtree(folder, ignore_errors=True)
        return 0
    print(words["broken"].format(folder=folder))
    return 1


def _tell(findings: Findings, words: dict[str, str]) -> None:
    for name, value in asdict(findings).items():
        shown = len(value) if isinstance(value, list) else value
        print(f"{shown:>9}  {words[name]}")
    for wound in findings.wounds:
        print(f"           {wound}")
    if findings.is_sound:
        print(words["sound"])
