"""The sheet on paper: every name whole, heads on every page, its words found, its number legible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from intake_app.services.sheets.sealing import mark_of
from tests.ui.sheets.sheet_content import LONGEST, content
from ui import formats
from ui.languages import install_language
from ui.workshops.sheets.attendance_sheet_words import Sealing
from ui.workshops.sheets.sheet_painter import SheetPlan
from ui.workshops.sheets.sheet_pdf import sheet_pdf


@pytest.fixture
def english(dressed: QApplication) -> Iterator[None]:
    install_language(dressed, "en")
    yield
    install_language(dressed, "fr")


def pages(plan: SheetPlan, sheet_id: UUID | None = None) -> list[str]:
    """The words of each page, spaces made one."""
    reader = PdfReader(BytesIO(sheet_pdf(plan, sheet_id)))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]


def test_sixty_people_are_on_pages_with_their_heads(dressed: QApplication) -> None:
    said = pages(SheetPlan(content(60), is_filled=True))
    assert len(said) > 2
    for number, page in enumerate(said, start=1):
        assert "NOM Prénom" in page
        assert "3h pour l’emploi" in page
        assert f"Page {number} sur {len(said)}" in page
    for one in range(60):
        assert sum(f"Prénom{one} " in f"{page} " for page in said) == 1
    assert "INCREASE Valorisation Sociale · FCE-117" in said[0]
    assert "Action financée par" in said[0]
    assert "Cofinancé par l’Union européenne, programme Interreg" in said[0]
    assert "Nadia Morvan" in said[-1]
    assert "4 (3 femmes, 1 non communiqué)" in said[-1]


@pytest.mark.parametrize("slots", [1, 2, 3, 6])
def test_no_name_is_cut_however_many_half_days(dressed: QApplication, slots: int) -> None:
    whole = re.sub(r"\s", "", LONGEST.upper())
    said = re.sub(r"\s", "", "".join(pages(SheetPlan(content(5, slots), is_filled=True))))
    assert whole in said
    assert "BENALI" in said


def test_a_funder_that_asks_for_no_mention_has_none(dressed: QApplication) -> None:
    (said,) = pages(SheetPlan(replace(content(2, 1), funder="landlord"), is_filled=True))
    assert "Action financée par : Fonds propres du bailleur" in said
    assert "Cofinancé" not in said


def test_what_is_to_be_signed_holds_names_and_empty_lines_only(dressed: QApplication) -> None:
    (prefilled,) = pages(SheetPlan(content(5, 1), is_filled=False))
    assert "LE GOFF" in prefilled
    assert "signé" not in prefilled
    assert "4 (3 femmes" not in prefilled
    (blank,) = pages(SheetPlan(content(5, 1), is_filled=False, is_blank=True))
    assert "LE GOFF" not in blank
    assert "3h pour l’emploi" in blank


def test_a_sealed_sheet_says_its_number_and_what_it_amends(dressed: QApplication) -> None:
    sheet_id = uuid4()
    moment = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
    plan = SheetPlan(
        content(3), is_filled=True, sealing=Sealing(moment, str(sheet_id), (moment, "Une personne manquait"))
    )
    assert mark_of(sheet_id).encode() in sheet_pdf(plan, sheet_id)
    (said,) = pages(plan, sheet_id)
    assert str(sheet_id) in said
    assert plan.content.sha256[:16] in said
    assert "Une personne manquait" in said


def test_it_is_in_english_for_english_sites(english: None) -> None:
    (said,) = pages(SheetPlan(content(2, 1), is_filled=True))
    assert formats.language() == "en"
    assert "3 hours for work" in said
    assert "NAME First name" in said
    assert "Attendance sheet" in said
    assert "Co-funded by the European Union, Interreg programme" in said
