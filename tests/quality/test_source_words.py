"""The tool that collects the words of the windows finds them wherever they are said, and refuses what it cannot."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.quality.source_tree import ROOT

SOURCE = """
from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

class Card(QWidget):
    def words(self):
        self.title.setText(self.tr("Une "
                                   "carte\\u202f!"))
        return f"{self.tr('Elle')} {self.tr('%n fiche(s)', '', 3)}" + self.tr("close", "une séance")

class LateCard(cards.Card): ...
class LatestCard(LateCard[Row]):
    def name(self):
        return [self.tr("Seule") for _ in ()]

def told():
    return translate("Words", "Bonjour", None, 2), _say("Voilà"), _say("%n jour(s)", 1), "a".translate(table)

def _say(words: str, count: int = -1) -> str:
    return QCoreApplication.translate("Spoken", words, "", count)
"""


@pytest.fixture(scope="module")
def tool() -> Iterator[ModuleType]:
    """packaging/translations.py, a script that imports its neighbour."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "packaging")
        yield importlib.import_module("translations")


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A folder with a file `ui/cards.py` to be filled."""
    (tmp_path / "ui").mkdir()
    return tmp_path


def test_texts_are_found_where_they_are_said(tool: ModuleType, room: Path) -> None:
    (room / "ui" / "cards.py").write_text(SOURCE, encoding="utf-8")
    assert tool.read_words(room) == [
        tool.Words("Card", "%n fiche(s)", "", True),
        tool.Words("Card", "Elle"),
        tool.Words("Card", "Une carte\u202f!"),
        tool.Words("Card", "close", "une séance"),
        # PySide stops at the first class for a counted text, so whoever inherits it has it too
        tool.Words("LateCard", "%n fiche(s)", "", True),
        tool.Words("LatestCard", "%n fiche(s)", "", True),
        tool.Words("LatestCard", "Seule"),
        tool.Words("Spoken", "%n jour(s)", "", True),
        tool.Words("Spoken", "Voilà"),
        tool.Words("Words", "Bonjour", "", True),
    ]


@pytest.mark.parametrize(
    "line,fault",
    [
        ("self.tr(text)", "the text must be written out"),
        ("self.tr(f'{name} est là')", "the text must be written out"),
        ("self.tr('a' if late else 'b')", "the text must be written out"),
        ("self.tr('a' + 'b')", "the text must be written out"),
        ("self.tr()", "the text must be written out"),
        ("other.tr('a')", "only self.tr"),
        ("say = self.tr", "on the spot"),
        ("self.tr('%n fiche(s)')", "takes a count"),
        ("self.tr('a', n=3)", "by place"),
        ("QApplication.translate(context, 'a')", "the context must be written out"),
        ("_say(words)", "the text must be written out"),
    ],
)
def test_what_cannot_be_translated_is_told_with_its_place(tool: ModuleType, room: Path, line: str, fault: str) -> None:
    wrapper = "def _say(words): return QApplication.translate('Spoken', words)\n"
    (room / "ui" / "cards.py").write_text(f"class Card:\n    def words(self):\n        {line}\n{wrapper}")
    with pytest.raises(tool.UnreadableWordsError) as caught:
        tool.read_words(room)
    [(place, said)] = caught.value.places
    assert place == "ui/cards.py:3"
    assert fault in said


def test_a_function_that_asks_for_others_stays_in_its_file(tool: ModuleType, room: Path) -> None:
    (room / "ui" / "words.py").write_text("def say(words): return QApplication.translate('Spoken', words)\n")
    with pytest.raises(tool.UnreadableWordsError, match="keep it private"):
        tool.read_words(room)


def test_translations_outlive_new_texts_and_vanish_with_theirs(tool: ModuleType) -> None:
    kept, counted, gone = tool.Words("Card", "Ici"), tool.Words("Card", "%n jour(s)", "", True), tool.Words("A", "B")
    known = [tool.Translation(kept, ("Here",)), tool.Translation(gone, ("C",))]
    known.append(tool.Translation(counted, ("%n day", "%n days")))
    heir, new = tool.Words("LateCard", "%n jour(s)", "", True), tool.Words("Card", "Là")
    merged = {one.words: one.forms for one in tool.merge([kept, counted, heir, new], known, "en")}
    assert merged == {kept: ("Here",), counted: ("%n day", "%n days"), heir: ("%n day", "%n days"), new: ("",)}
    assert [one.forms for one in tool.merge([kept, heir], [], "fr")] == [("%n jour", "%n jours")]


def test_what_is_written_is_read_again(tool: ModuleType, tmp_path: Path) -> None:
    written = [
        tool.Translation(tool.Words("Card", "« A & B »\u202f<", "pourquoi"), ("“A & B” <",)),
        tool.Translation(tool.Words("Card", "%n jour(s)", "", True), ("%n day", "")),
    ]
    path = tmp_path / "palier_en.ts"
    path.write_text(tool.write_ts(written, "en"), encoding="utf-8")
    assert "&#x202f;" in path.read_text(encoding="utf-8")
    assert 'type="unfinished"' in path.read_text(encoding="utf-8")
    assert tool.read_ts(path) == written
