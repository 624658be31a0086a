"""How two versions of a record are told: whose they are, from when, and what a screen reader says of each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from intake_app.services.disputed_files import DisputedField, DisputedFile
from ui import formats, labels
from ui.conflicts.conflicts_vm import ConflictsVm, Side
from ui.conflicts.differences import differing_spans
from ui.widgets.version_pair import Version


def _say(words: str) -> str:
    return QCoreApplication.translate("ConflictWords", words)


def title(file: DisputedFile) -> str:
    """« BENALI Karim », « 3h pour l’emploi », else what kind of record it is."""
    return file.resident or file.workshop or labels.record_label(file.record_type)


def field_name(field: DisputedField) -> str:
    """« Téléphone »; « RIOU Gwenaël\nPrésence » for a mark on a roll."""
    name = labels.field_label(field.record_type, field.versions.field)
    return f"{name}\n{field.of}" if field.of else name


def whose(side: Side, beside: Side) -> str:
    """The head of a column: « Ici, par vous », « Reçu de Yann C. »."""
    if side.is_mine:
        return _say("Par vous") if beside.is_mine else _say("Ici, par vous")
    if not side.author:
        return _say("Dans la fiche aujourd’hui") if side.stands else _say("Autre version")
    words = _say("Reçu de %1") if beside.is_mine else _say("Par %1")
    return words.replace("%1", side.author)


def when(side: Side) -> str:
    """« mardi 17 nov., 10 h 40 »; empty when not known."""
    return formats.dated_moment(side.at) if side.at is not None else ""


def lead(vm: ConflictsVm, file: DisputedFile) -> str:
    """The sentence under the title: who else wrote in the record."""
    left, right = vm.sides(file.fields[0])
    others = list(dict.fromkeys(side.author for side in (left, right) if side.author and not side.is_mine))
    if left.is_mine and others:
        words = _say("%1 a modifié la même fiche que vous. Rien n’est perdu\u202f: choisissez ce qui est juste.")
        return words.replace("%1", others[0])
    if len(others) == 2:
        words = _say("%1 et %2 ont modifié la même fiche. Rien n’est perdu\u202f: choisissez ce qui est juste.")
        return words.replace("%1", others[0]).replace("%2", others[1])
    return _say("La même fiche a été modifiée deux fois. Rien n’est perdu\u202f: choisissez ce qui est juste.")


def where_kept(file: DisputedFile) -> str:
    """Where the version that is not chosen can be read afterwards."""
    if file.resident:
        return _say("L’autre version reste dans le fil du parcours et sur la page Synchronisation.")
    return _say("L’autre version reste sur la page Synchronisation.")


def versions(vm: ConflictsVm, file: DisputedFile, field: DisputedField) -> tuple[Version, Version]:
    """The two tiles of a field."""
    left, right = vm.sides(field)
    texts = [
        labels.value_words(field.record_type, field.versions.field, side.value, vm.names) for side in (left, right)
    ]
    heads = vm.sides(file.fields[0])
    return (
        _version(field, (left, right), heads[0], texts),
        _version(field, (right, left), heads[1], texts[::-1]),
    )


def _version(field: DisputedField, sides: tuple[Side, Side], head: Side, texts: list[str]) -> Version:
    """`head` is what the column says above: only what differs from it is said again under the value."""
    side, beside = sides
    again = "" if side.author == head.author else whose(side, beside)
    moment = "" if when(side) == when(head) else when(side)
    name = ", ".join(field_name(field).splitlines())
    said = _say("%1\u202f: %2").replace("%1", name).replace("%2", texts[0])
    source = ", ".join(part for part in (whose(side, beside), when(side)) if part)
    lit = differing_spans(*texts) if labels.is_free_text(field.versions.field) else ()
    return Version(
        texts[0],
        ", ".join(part for part in (again, moment) if part),
        lit,
        f"{said}. {source}. {_say('non retenu')}",
        f"{said}. {source}. {_say('retenu')}",
    )


def merged(file: DisputedFile) -> str:
    """« adresse, langue »: the fields that both wrote without disagreeing; empty when there are none."""
    names = dict.fromkeys(labels.field_label(*field) for field in file.merged)
    return ", ".join(name[:1].lower() + name[1:] for name in names)
