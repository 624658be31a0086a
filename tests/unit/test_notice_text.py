"""The notice says what article 13 asks, in words that can be read aloud, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from intake_app.domain import resource
from intake_app.domain.errors import BugError
from intake_app.domain.notice_text import CURRENT_VERSION, NoticeText, notice_text, notice_versions

NARROW = "\u202f"
LANGUAGES = ("fr", "en")
FRONT = "---\nversion: 9.1\nlanguage: fr\ntitle: Vous\nstatus: modèle\n---\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of notices in the place of the shipped one."""
    monkeypatch.setattr(resource.sys, "_MEIPASS", str(tmp_path), raising=False)
    place = tmp_path / "resources" / "notices"
    place.mkdir(parents=True)
    return place


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_current_notice_is_shipped(language: str) -> None:
    notice = notice_text(CURRENT_VERSION, language)
    assert (notice.version, notice.language) == (CURRENT_VERSION, language)
    assert notice.title
    assert CURRENT_VERSION in notice_versions()


@pytest.mark.parametrize(
    "language, duties",
    [
        (
            "fr",
            "responsable|délégué à la protection|Pourquoi|intérêt légitime|mission d’intérêt public|Qui peut les lire|"
            "deux ans|six mois|retirer|copie|corriger|effacer|limiter|opposer|réutilisable|CNIL|Faut-il|machine",
        ),
        (
            "en",
            "responsible|ata protection officer|Why|legitimate interests|public task|Who can read|two years|six months|"
            "withdraw|copy|corrected|erased|restrict|object|reusable|Commissioner|have to answer|machine",
        ),
    ],
)
def test_the_full_text_says_all_that_article_13_asks(language: str, duties: str) -> None:
    full = notice_text(CURRENT_VERSION, language).full
    assert [duty for duty in duties.split("|") if duty not in full] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_says_that_it_is_one(language: str) -> None:
    notice = notice_text(CURRENT_VERSION, language)
    assert "protection" in notice.status
    assert len(notice.blanks) == 8
    assert "[" not in notice.short + notice.script


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_script_can_be_read_aloud_in_simple_sentences(language: str) -> None:
    notice = notice_text(CURRENT_VERSION, language)
    sentences = re.split(r"(?<=[.?!])\s+", notice.script)
    assert max(len(sentence.split()) for sentence in sentences) <= 30
    assert 120 <= len(notice.script.split()) <= 260
    assert len(notice.short.split()) <= 80


@pytest.mark.parametrize("part", ["title", "short", "script", "full"])
def test_the_french_text_keeps_french_typography(part: str) -> None:
    text = getattr(notice_text(CURRENT_VERSION, "fr"), part)
    assert not re.search(rf"['\"]|[^{NARROW}][;!?%»]|[^{NARROW}]:\s|«[^{NARROW}]", text)


def test_a_notice_that_is_not_shipped_is_our_mistake() -> None:
    for version, language in (("1999.1", "fr"), (CURRENT_VERSION, "de"), ("../notices/2026.1", "fr")):
        with pytest.raises(BugError, match="no notice"):
            notice_text(version, language)


def test_a_partner_ships_a_version_of_its_own(folder: Path) -> None:
    body = "<!-- short -->\nCourt\n<!-- script -->\nDit\n<!-- full -->\n# Tout\n\n[nom] et [adresse]\n"
    (folder / "9.1.fr.md").write_text(FRONT + body, encoding="utf-8")
    notice = notice_text("9.1", "fr")
    assert notice == NoticeText("9.1", "fr", "Vous", "modèle", "Court", "Dit", "# Tout\n\n[nom] et [adresse]")
    assert notice.blanks == ("nom", "adresse")
    assert notice_versions() == ("9.1",)


@pytest.mark.parametrize(
    "content, fault",
    [("<!-- short -->\nCourt\n", "no front fields"), (FRONT + "<!-- short -->\nCourt\n", "lacks a field or a section")],
)
def test_a_spoilt_notice_is_our_mistake(folder: Path, content: str, fault: str) -> None:
    (folder / "9.2.fr.md").write_text(content, encoding="utf-8")
    with pytest.raises(BugError, match=fault):
        notice_text("9.2", "fr")
