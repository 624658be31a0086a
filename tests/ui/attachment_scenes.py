"""Scans joined to a workshop, for tests of their card and to look at it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from intake_app.services.attachments import attach_scan
from tests.common.scans import pdf, write_scan
from tests.store.world import CLAIRE
from tests.ui.at_desk import AtDesk
from ui.workshops.workshops_view import WorkshopsView

NAMES = ("TRAORÉ Aïcha", "BENALI Karim", "LE GOFF Sylvie", "DIALLO Fatou", "RIOU Gwenaël")


def photograph(path: Path, width: int = 1240, height: int = 1754) -> Path:
    """A photograph of an attendance sheet that never was."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#f7f4ea"))
    painter = QPainter(image)
    painter.setPen(QColor("#22303a"))
    painter.setFont(QFont("Inter", 34))
    painter.drawText(QRect(90, 90, width - 180, 90), Qt.AlignmentFlag.AlignLeft, "Feuille d’émargement")
    painter.setFont(QFont("Inter", 22))
    painter.drawText(QRect(90, 180, width - 180, 60), Qt.AlignmentFlag.AlignLeft, "3h pour l’emploi, 24 novembre 2026")
    for place, name in enumerate(NAMES):
        top = 300 + 120 * place
        painter.drawRect(90, top, width - 180, 120)
        painter.drawLine(width // 2, top, width // 2, top + 120)
        painter.drawText(QRect(120, top, width // 2, 120), Qt.AlignmentFlag.AlignVCenter, name)
        painter.drawArc(width // 2 + 60, top + 30, 200 + 30 * place, 60, 0, 16 * 200)
    painter.end()
    assert image.save(str(path), "JPEG" if path.suffix == ".jpg" else "PNG")
    return path


def attach(desk: AtDesk, workshop_id: UUID, source: Path) -> UUID:
    """Join a file to a workshop, as if on another screen."""
    found = desk.run(attach_scan, desk.store.blobs, source, workshop_id=workshop_id)
    assert isinstance(found, UUID)
    return found


def mark_blob(desk: AtDesk, attachment_id: UUID, state: str, *, moved: int = 0, reason: str | None = None) -> None:
    """Say where the content of an attachment stands, as an exchange would."""
    with desk.store.direct("attachment") as connection:
        connection.exec_driver_sql(
            "UPDATE blob SET state = ?, moved = ?, reason = ? "
            "WHERE sha256 = (SELECT sha256 FROM attachment WHERE id = ?)",
            (state, moved, reason, str(attachment_id)),
        )
    desk.settle()


def join_three(desk: AtDesk, workshop_id: UUID, folder: Path) -> list[UUID]:
    """A photograph the centre has, a PDF half sent, and a colleague's scan that is to come; the latest first."""
    folder.mkdir(exist_ok=True)
    joined = [
        attach(desk, workshop_id, photograph(folder / "sheet.jpg")),
        attach(desk, workshop_id, write_scan(folder, pdf(1_430_000), "sheet.pdf")),
        attach(desk, workshop_id, write_scan(folder, pdf(320_000, seed=2), "other.pdf")),
    ]
    states = (("sent", 0), ("to_send", 600_000), ("wanted", 0))
    for attachment_id, (state, moved) in zip(joined, states, strict=True):
        mark_blob(desk, attachment_id, state, moved=moved)
    with desk.store.direct("attachment") as connection:
        connection.exec_driver_sql("UPDATE attachment SET created_by = ? WHERE id = ?", (str(CLAIRE), str(joined[2])))
    desk.store.blobs.forget(_sha256_of(desk, joined[2]))
    desk.settle()
    return joined


def look_at(desk: AtDesk, view: WorkshopsView, workshop_id: UUID, state: str) -> None:
    """Join three scans, and look at the one in this state, if any."""
    with tempfile.TemporaryDirectory() as folder:
        join_three(desk, workshop_id, Path(folder) / "desktop")
    vm = view.vm.roll.attachments
    for row in vm.rows:
        if row.state == state:
            vm.open(row.attachment_id)
            desk.settle()


def _sha256_of(desk: AtDesk, attachment_id: UUID) -> str:
    query = "SELECT sha256 FROM attachment WHERE id = ?"
    return str(
        desk.store.read(lambda session: session.connection().exec_driver_sql(query, (str(attachment_id),)).scalar_one())
    )
