"""Where a USB stick is."""

from __future__ import annotations

from PySide6.QtCore import QDir, QStorageInfo

_STICKS = ("/media/", "/run/media/", "/Volumes/")


def stick_folder() -> str:
    """Where a USB stick seems to be, else the person's own folder: where the choice of a file begins."""
    places = (volume.rootPath() for volume in QStorageInfo.mountedVolumes() if volume.isReady())
    found = (place for place in places if place.startswith(_STICKS) or (place[1:2] == ":" and place[:1] != "C"))
    return next(found, QDir.homePath()).rstrip("/")
