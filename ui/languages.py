"""The language of the window. French is the language of the source; its own file only holds plurals."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from intake_app.domain.resource import resource_path
from intake_app.domain.sentences import Language
from ui import formats

_installed: list[QTranslator] = []
_LOCALES = {"fr": QLocale(QLocale.Language.French, QLocale.Country.France), "en": QLocale("en_GB")}


def install_language(app: QApplication, language: Language) -> None:
    """Speak `language` in everything made from now on: widgets already made keep their words."""
    for translator in _installed:
        app.removeTranslator(translator)
    _installed.clear()
    QLocale.setDefault(_LOCALES[language])
    formats.set_language(language)
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"palier_{language}", str(resource_path("i18n"))), (f"qtbase_{language}", qt_folder)):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            _installed.append(translator)
