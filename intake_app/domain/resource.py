"""Where the files shipped with the program are, in a checkout and in the frozen program alike."""

from __future__ import annotations

import sys
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """The path of a file or folder under `resources/`.

    The frozen program finds it in the folder that PyInstaller names in `sys._MEIPASS`, a checkout beside `intake_app`.
    """
    root = getattr(sys, "_MEIPASS", None) or Path(__file__).resolve().parents[2]
    return Path(root, "resources", *parts)
