"""What the page of registers says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from intake_app.domain.reference import label
from intake_app.services.access import Deed
from intake_app.services.leaving.taken_files import TakenFile
from intake_app.services.registers.certificates import TAKEN as CERTIFICATES
from intake_app.services.registers.exports import NAMED_REGISTER, REGISTER
from intake_app.services.registers.hours import ActionHours
from intake_app.services.registers.overview import Overview
from intake_app.services.registers.sheet_archive import TAKEN as SHEETS
from intake_app.services.registers.sheet_archive import SheetArchive
from ui import formats
from ui.certificates.hours_words import action_title
from ui.workshops.registers.registers_vm import RegistersVm


def _say(words: str, count: int = -1) -> str:
    return QCoreApplication.translate("Registers", words, "", count)


def overview(found: Overview) -> str:
    """« 12 h suivies par 9 personnes, dans 4 séances · 3 personnes sans nom · 2 feuilles scellées »."""
    hours = found.hours
    said = [
        _say("%1 suivies par %n personne(s)", hours.residents).replace("%1", formats.duration(hours.minutes)),
        _say("%n séance(s)", hours.workshops),
    ]
    if found.unnamed:
        said.append(_say("%n venue(s) sans nom", found.unnamed))
    said.append(_say("%n feuille(s) scellée(s)", found.sheets))
    return " · ".join(said)


def action_line(one: ActionHours) -> str:
    """« 3h pour l'emploi : 12 h, 9 personnes »."""
    said = _say("%1\u202f: %2, %n personne(s)", one.hours.residents)
    duration = formats.duration(one.hours.minutes)
    return said.replace("%1", action_title(one)).replace("%2", duration)


def about_names(vm: RegistersVm) -> str:
    """Whose names may be in the register, and why not the others."""
    if vm.may(Deed.NAME_FUNDER_FILE):
        if vm.may_name:
            return _say("Tous les noms de ce financeur. Sans cela, chaque personne est un numéro.")
        return _say("Choisissez un financeur pour que les noms puissent sortir.")
    if vm.may(Deed.NAME_CASELOAD):
        return _say("Les noms des personnes que vous accompagnez. Les autres restent des numéros.")
    return _say("Sans noms\u202f: chaque personne est un numéro, propre à ce fichier.")


def register_name(ending: str) -> str:
    """A name for the file that names nobody."""
    return _say("registre") + f".{ending}"


def workbooks() -> str:
    """The kinds of files to choose from."""
    return _say("Classeurs Excel (*.xlsx)")


def csv_files() -> str:
    """The same for CSV."""
    return _say("Fichiers CSV (*.csv)")


def sheets_name() -> str:
    """A name for the archive that names nobody."""
    return _say("feuilles-scellees") + ".zip"


def archives() -> str:
    """The kinds of files to choose from."""
    return _say("Archives ZIP (*.zip)")


def about_sheets(vm: RegistersVm) -> str:
    """How many there are, or why they cannot leave."""
    if not vm.may_take_sheets:
        return _say("Choisissez un financeur\u202f: les feuilles portent des noms.")
    return _say("%n feuille(s) scellée(s)", vm.overview.sheets)


def certificates_name(ending: str) -> str:
    """A name for the certificates that names nobody."""
    return _say("attestations") + f".{ending}"


def pdf_files() -> str:
    """The kinds of files to choose from."""
    return _say("Fichiers PDF (*.pdf)")


def about_certificates(vm: RegistersVm) -> str:
    """Whose certificates can be made here."""
    if vm.may(Deed.NAME_FUNDER_FILE) and not vm.may_name:
        return _say("Choisissez un financeur\u202f: les attestations portent des noms.")
    if vm.may(Deed.NAME_FUNDER_FILE):
        return _say("Une page par personne venue, dans un seul PDF.")
    if vm.may(Deed.NAME_CASELOAD):
        return _say("Une page par personne que vous accompagnez, dans un seul PDF.")
    return _say("Elles se font depuis la fiche d’une personne, ou depuis la feuille d’une séance.")


def saved(steps: object, *, is_encrypted: bool) -> str:
    """Once a file is written."""
    if isinstance(steps, SheetArchive) and steps.missing:
        said = _say("Archive enregistrée, sans %n feuille(s) qui n’est pas sur cet ordinateur", steps.missing)
        return said + _say("\u202f: voyez le manifeste, et recommencez après un échange.")
    if is_encrypted:
        return _say("Le fichier est enregistré, chiffré. Notez sa phrase de passe maintenant.")
    return _say("Le fichier est enregistré. Il n’est pas chiffré\u202f: gardez-le en lieu sûr, puis supprimez-le.")


def taken(one: TakenFile) -> str:
    """« 27/11/2026 · Registre avec les noms, 12 lignes · Contrôle ou audit · Région · copie jusqu'au 29/11/2026 »."""
    kind = {
        REGISTER: _say("Registre"),
        NAMED_REGISTER: _say("Registre avec les noms"),
        SHEETS: _say("Feuilles scellées"),
        CERTIFICATES: _say("Attestations"),
    }.get(one.kind, one.kind)
    counted = _say("%1, %n ligne(s)", one.rows).replace("%1", kind)
    ended = _say("copie supprimée") if one.ended_at is not None else _say("copie jusqu’au %1")
    parts = (
        formats.numeric_day(one.taken_at.astimezone().date()),
        counted,
        label("export_purpose", one.purpose, formats.language()),
        one.recipient,
        ended.replace("%1", formats.numeric_day(one.expires_on)),
    )
    return " · ".join(part for part in parts if part)
