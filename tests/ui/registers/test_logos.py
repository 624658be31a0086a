"""Logos: added and taken off on the page of registers, drawn on sheets and certificates with their proportions."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSizeF, Qt
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.domain.errors import KnownError
from intake_app.services.attendances import mark_present
from intake_app.services.logos import add_logo, list_logos
from intake_app.services.registers.presences import Selection
from intake_app.services.sheets.contents import read_content
from tests.common.logos import png
from tests.store.register_world import JOBS, KITCHEN, fund, hold
from tests.store.signing import led
from tests.store.world import CLAIRE, TODAY
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.sheets.sheet_content import content
from ui.certificates.certificate_steps import CertificateSteps
from ui.logo_band import decode_logo, fitted
from ui.workshops.sheets.sheet_painter import SheetPlan
from ui.workshops.sheets.sheet_pdf import sheet_pdf
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopsVm


@pytest.fixture
def at(tmp_path: Path, dressed: QApplication) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier", staff_id=CLAIRE, role="adviser") as desk:
        fund(desk.store)
        yield desk


def opened(at: AtDesk, show: Shower) -> WorkshopsView:
    screen = WorkshopsView(WorkshopsVm(at.desk))
    show(screen, 1100, 800)
    screen.vm.registers.open()
    at.settle()
    return screen


def jpeg(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkRed)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"jpeg")).write(image)
    return bytes(held.data())


def pictures(pdf: bytes) -> list[int]:
    """How many pictures each page of a PDF has."""
    return [len(page.images) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_a_logo_is_added_and_taken_off_by_keyboard(at: AtDesk, show: Shower, tmp_path: Path) -> None:
    screen = opened(at, show)
    page = screen.registers
    card = page.logos
    assert not card.add.isVisible()
    page.vm.choose(funder="", action_id=JOBS)
    at.settle()
    file = tmp_path / "logo.png"
    file.write_bytes(png(300, 100))
    card.ask_source = lambda: str(file)
    card.add.setFocus()
    QTest.keyClick(card.add, Qt.Key.Key_Space)
    for _time in range(3):
        at.settle()
    (logo,) = at.store.read(list_logos, at.store.blobs, [JOBS])
    assert logo.content == png(300, 100)
    (remove,) = card.removals
    assert remove.isVisible()
    page.vm.choose(funder="", action_id=KITCHEN)
    at.settle()
    assert card.removals == []
    page.vm.choose(funder="", action_id=JOBS)
    at.settle()
    card.removals[0].setFocus()
    QTest.keyClick(card.removals[0], Qt.Key.Key_Space)
    for _time in range(3):
        at.settle()
    assert at.store.read(list_logos, at.store.blobs, [JOBS]) == ()
    assert card.removals == []


@pytest.mark.parametrize(
    "read,key",
    [
        (b"nothing", "logo_not_a_picture"),
        (b"\x89PNG\r\n\x1a\n" + b"torn", "logo_not_a_picture"),
        (png(30, 30)[:-30], "logo_not_a_picture"),
        (png(4_001, 1), "logo_not_a_picture"),
        (png() + bytes(1_000_001), "logo_too_large"),
        (None, "attachment_unreadable"),
    ],
    ids=["text", "head alone", "torn", "too wide", "too heavy", "not there"],
)
def test_what_is_no_logo_is_said_and_not_kept(
    at: AtDesk, show: Shower, tmp_path: Path, read: bytes | None, key: str
) -> None:
    screen = opened(at, show)
    page = screen.registers
    page.vm.choose(funder="", action_id=JOBS)
    at.settle()
    file = tmp_path / "logo.png"
    if read is not None:
        file.write_bytes(read)
    page.logos.ask_source = lambda: str(file)
    page.logos.add.click()
    for _time in range(3):
        at.settle()
    assert [error.key for error in at.errors] == [key]
    assert at.store.read(list_logos, at.store.blobs, [JOBS]) == ()


def test_logos_stand_side_by_side_with_their_proportions() -> None:
    room = QSizeF(180, 14)
    wide, tall = fitted([QSizeF(300, 100), QSizeF(50, 100)], room, 6)
    assert (wide.height(), tall.height()) == (14, 14)
    assert (wide.width(), tall.width()) == (42, 7)
    many = fitted([QSizeF(400, 100)] * 6, room, 6)
    assert sum(size.width() for size in many) + 5 * 6 == pytest.approx(180)
    assert all(size.width() / size.height() == pytest.approx(4) for size in many)


def test_a_sheet_has_its_logos_over_the_first_page_alone(dressed: QApplication) -> None:
    logos = (png(300, 100), jpeg(200, 100))
    plain, with_logos = (SheetPlan(content(60), is_filled=True, logos=one) for one in ((), logos))
    found = pictures(sheet_pdf(with_logos))
    assert found[0] == 2
    assert sum(found) == 2
    assert sum(pictures(sheet_pdf(plain))) == 0
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(sheet_pdf(with_logos))).pages)
    assert all(f"Prénom{one}" in said for one in range(60))


def test_a_sheet_that_is_sealed_carries_them(at: AtDesk, show: Shower) -> None:
    workshop_id, slot_id = hold(at.store, at.actor, JOBS)
    at.run(mark_present, slot_id, at.register())
    led(at.store, at.actor, slot_id)
    at.run(add_logo, at.store.blobs, png(300, 100), JOBS)
    before = at.store.read(read_content, workshop_id, TODAY).sha256
    screen = WorkshopsView(WorkshopsVm(at.desk))
    show(screen, 1100, 800)
    screen.vm.open_slot(slot_id)
    at.settle()
    screen.vm.open_sheet()
    at.settle()
    screen.vm.sheet.seal()
    for _time in range(4):
        at.settle()
    reading = screen.vm.sheet.reading
    assert reading is not None
    assert reading.standing is not None
    assert pictures(at.store.blobs.read(reading.standing.pdf_sha256)) == [1]
    # what the sheet says of people is the same with or without them
    assert reading.standing.content_sha256 == before


def test_a_certificate_carries_those_of_what_it_certifies(at: AtDesk, tmp_path: Path) -> None:
    karim = at.register()
    for action_id in (JOBS, KITCHEN):
        _workshop_id, slot_id = hold(at.store, at.actor, action_id)
        at.run(mark_present, slot_id, karim)
    at.run(add_logo, at.store.blobs, png(300, 100), JOBS)
    of_kitchen = Selection(action_id=KITCHEN, resident_ids=(karim,))
    for selection, count in ((Selection(resident_ids=(karim,)), 1), (of_kitchen, 0)):
        steps = CertificateSteps(selection, at.store.blobs, tmp_path / "a.pdf")
        while steps.done < steps.total:
            at.store.run(steps.step, at.actor)
        assert pictures((tmp_path / "a.pdf").read_bytes()) == [count]


@pytest.mark.qt_log_ignore("marker type", extend=True)
def test_a_picture_is_decoded_whole() -> None:
    assert decode_logo(png(30, 10)).width() == 30
    with pytest.raises(KnownError, match="logo_not_a_picture"):
        decode_logo(b"\xff\xd8\xff torn")
