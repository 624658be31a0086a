"""What a certificate of attendance says, in the language of the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QCoreApplication

from intake_app.domain.funding import mention_of
from intake_app.domain.leaving import TO_THE_PERSON, Leaving
from intake_app.domain.names import full_name
from intake_app.domain.reference import label
from intake_app.services.registers.certificates import Certificate, CertifiedAction
from intake_app.services.registers.presences import Presence
from intake_app.services.signatories import Signatory
from ui import formats, paper
from ui.certificates import hours_words
from ui.logo_band import logos_html

_WIDTH_MM: Final = 170.0


def _say(words: str, count: int = -1) -> str:
    return QCoreApplication.translate("Certificate", words, "", count)


def heading() -> str:
    """« Attestation de présence »: its title too, which names nobody."""
    return _say("Attestation de présence")


def foot(certificate: Certificate, leaving: Leaving = TO_THE_PERSON) -> str:
    """The line at the foot of every page; it says to whom it goes, unless that is the person."""
    said = _say("Attestation éditée par Palier le %1").replace("%1", formats.numeric_day(certificate.issued_on))
    if leaving.is_handed_over:
        return said
    purpose = label("export_purpose", leaving.purpose, formats.language())
    return f"{said} · {leaving.recipient} · {purpose}"


def certificate_html(certificate: Certificate, logos: Sequence[bytes] = ()) -> str:
    """The certificate under these pictures of its funders, to be laid out by `ui.paper`."""
    author = certificate.author
    attends = _say("%1 atteste que %2 a participé à ce qui suit.").replace("%1", _issuer(author))
    name = formats.person_name(certificate.first_name, certificate.family_name)
    return paper.page_html(
        heading(),
        attends.replace("%2", name),
        *(paper.section(_title(one), _action(one)) for one in certificate.actions),
        paper.section(_say("Durée totale"), _total(certificate)),
        _signature(certificate),
        above=logos_html(logos, _WIDTH_MM),
    )


def _title(one: CertifiedAction) -> str:
    return one.frame.exact_title(formats.language())


def _action(one: CertifiedAction) -> Iterator[tuple[str, str]]:
    frame = one.frame
    yield _say("Organisme"), frame.partner
    yield _say("Opération"), " · ".join(part for part in (frame.operation, frame.grant_code) if part)
    yield _say("Financement"), _funding(frame.funder) if frame.funder else ""
    for presence, place in zip(one.presences, one.places, strict=True):
        yield formats.sentence_case(formats.long_day(presence.held_on)), _half_day(presence, place)
    yield _say("En tout"), hours_words.in_words(one.hours)


def _funding(funder: str) -> str:
    language = formats.language()
    said, mention = label("funder", funder, language), mention_of(funder, language)
    return f"{said}. {mention}." if mention else said


def _half_day(presence: Presence, place: str) -> str:
    hours = f"{_clock(presence.start_time)} – {_clock(presence.end_time)}"
    where = f"{hours}, {place}" if place else hours
    return _say("%1\u202f: %2").replace("%1", where).replace("%2", formats.duration(presence.minutes))


def _clock(time: str) -> str:
    hour, minute = time.split(":")
    if formats.language() == "en":
        return f"{int(hour)}:{minute}"
    full = f"{int(hour)}{formats.NO_BREAK_SPACE}h"
    return full if minute == "00" else f"{full}{formats.NO_BREAK_SPACE}{minute}"


def _total(certificate: Certificate) -> Iterator[tuple[str, str]]:
    hours = certificate.hours
    yield _say("Heures suivies"), hours_words.in_words(hours)
    yield _say("Preuves"), _proof(certificate)
    if hours.uncertain:
        said = _say(
            "%n demi-journée(s) comptée(s) en entier\u202f: l’heure d’arrivée ou de départ n’a pas été notée.",
            hours.uncertain,
        )
        yield _say("À savoir"), said


def _proof(certificate: Certificate) -> str:
    hours = certificate.hours
    if hours.is_all_sealed:
        return _say("Toutes ces heures sont sur des feuilles d’émargement scellées.")
    if not hours.sealed_minutes:
        return _say("Ces heures sont notées à l’appel. Aucune n’est encore sur une feuille d’émargement scellée.")
    said = _say("%1 sur %2 sont sur des feuilles d’émargement scellées. Les autres sont notées à l’appel.")
    sealed = formats.duration(hours.sealed_minutes)
    return said.replace("%1", sealed).replace("%2", formats.duration(hours.minutes))


def _issuer(author: Signatory) -> str:
    return author.organisation or full_name(author.family_name, author.first_name)


def _signature(certificate: Certificate) -> str:
    """Where, when and by whom, with room to sign."""
    author = certificate.author
    place = author.site_address or author.site
    day = formats.long_day(certificate.issued_on)
    made = _say("Fait à %1, le %2.").replace("%1", place) if place else _say("Fait le %2.")
    role = label("role", author.role, formats.language())
    who = ", ".join(
        part for part in (full_name(author.family_name, author.first_name), role.lower(), author.organisation) if part
    )
    lines = (made.replace("%2", day), _say("Délivrée par %1.").replace("%1", who), _say("Signature et cachet\u202f:"))
    first, *others = (escape(line) for line in lines)
    return f'<p style="margin-top: 24px">{first}</p>' + "".join(f"<p>{line}</p>" for line in others)
