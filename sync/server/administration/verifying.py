"""The command that tells whether a PDF is a sheet that was sealed, as it was sealed. Its exit code says it too."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path

import typer
from sqlmodel import Session

from intake_app.domain.errors import KnownError
from intake_app.domain.reference import label
from intake_app.domain.workshop import Workshop
from intake_app.services.sheets.sealing import Likeness, SealedSheet, compare_pdf, list_sheets
from sync.server.administration.desk import Desk, shown_moment
from sync.server.administration.words import Language

LARGEST = 20_000_000
"""Bytes beyond which a file is no sheet (`domain.attachment`)."""


class SheetExit(IntEnum):
    """Exit codes; 1 and 2 are those of every command."""

    SEALED = 0
    CORRECTED = 3
    """Sealed as it is, and opened again since to be corrected."""
    ALTERED = 4
    UNKNOWN = 5


def verify_sheet(context: typer.Context, file: Path) -> None:
    desk: Desk = context.obj
    pdf = _read(file)
    with desk.centre.database.read() as connection, Session(connection) as session:
        likeness, sheet = compare_pdf(session, pdf)
        verdict = _verdict(likeness, sheet)
        said = _details(session, sheet, desk.language) if sheet is not None else {}
        after = _standing(session, sheet) if sheet is not None else None
    desk.tell(f"said.sheet_{verdict.name.lower()}", **said)
    if sheet is not None and sheet.opened_at is not None:
        desk.tell(
            "said.sheet_opened",
            moment=shown_moment(sheet.opened_at, desk.language),
            reason=label("sheet_amendment_reason", sheet.opened_for, desk.language) if sheet.opened_for else "–",
        )
        if after is not None:
            desk.tell("said.sheet_amended", moment=shown_moment(after.sealed_at, desk.language), staff=after.sealed_by)
    if verdict:
        raise typer.Exit(verdict)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            # one byte more than a sheet may have is enough to be none
            return stream.read(LARGEST + 1)
    except OSError:
        raise KnownError("attachment_unreadable") from None


def _verdict(likeness: Likeness, sheet: SealedSheet | None) -> SheetExit:
    if sheet is None:
        return SheetExit.UNKNOWN
    if likeness is Likeness.ALTERED:
        return SheetExit.ALTERED
    return SheetExit.SEALED if sheet.opened_at is None else SheetExit.CORRECTED


def _details(session: Session, sheet: SealedSheet, language: Language) -> dict[str, str]:
    workshop = session.get(Workshop, sheet.workshop_id)
    return {
        "title": workshop.title if workshop is not None else "–",
        "day": sheet.held_on.strftime("%d/%m/%Y"),
        "moment": shown_moment(sheet.sealed_at, language),
        "staff": sheet.sealed_by or "–",
        "sha256": sheet.pdf_sha256,
    }


def _standing(session: Session, sheet: SealedSheet) -> SealedSheet | None:
    """The sheet that stands for the same day."""
    return next(
        (
            one
            for one in list_sheets(session, sheet.workshop_id)
            if one.held_on == sheet.held_on and one.opened_at is None
        ),
        None,
    )
