"""What is copied out of Palier does not stay on the clipboard, nor in any history of it.

The marks are KeePassXC's: Klipper and the other histories of Linux leave out what bears `x-kde-passwordManagerHint`,
Windows what bears its three formats (Qt hands formats of Windows on by a name of its own). macOS has a mark too, which
Qt cannot write: there, only the ten seconds hold.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

KEPT_MS: Final = 10_000
_NO: Final = (0).to_bytes(4, "little")
_YES: Final = (1).to_bytes(4, "little")


def _of_windows(name: str) -> str:
    return f'application/x-qt-windows-mime;value="{name}"'


MARKS: Final = {
    "x-kde-passwordManagerHint": b"secret",
    _of_windows("ExcludeClipboardContentFromMonitorProcessing"): _YES,
    _of_windows("CanIncludeInClipboardHistory"): _NO,
    _of_windows("CanUploadToCloudClipboard"): _NO,
}
_MARK: Final = next(iter(MARKS))
_MODES: Final = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class ClipboardGuard(QObject):
    """Watches the clipboard of the application for what one of its own windows put there."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = app.clipboard()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_MS)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._on_changed)

    def clear(self) -> None:
        """Take back what was copied here; what other programs put there since is not ours to take."""
        self._timer.stop()
        for mode in _MODES:
            if self._owns(mode):
                self._clipboard.clear(mode)

    def _on_changed(self) -> None:
        if not self._owns(QClipboard.Mode.Clipboard):
            self._timer.stop()
            return
        # nothing at all once it was cleared, whatever the binding declares
        there: Any = self._clipboard.mimeData()
        if there is None or not there.hasText():
            return
        self._timer.start()
        if not there.hasFormat(_MARK):
            self._clipboard.setMimeData(_marked(there.text()))

    def _owns(self, mode: QClipboard.Mode) -> bool:
        if mode is QClipboard.Mode.Selection:
            return self._clipboard.supportsSelection() and self._clipboard.ownsSelection()
        # off screen it is the program's own, and nobody says so
        return self._clipboard.ownsClipboard() or QApplication.platformName() == "offscreen"


def _marked(text: str) -> QMimeData:
    copied = QMimeData()
    copied.setText(text)
    for name, value in MARKS.items():
        copied.setData(name, value)
    return copied
