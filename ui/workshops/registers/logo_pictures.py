"""Logos as pictures: read from a file that one chose, and made small to be shown. For the database thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from intake_app.domain.errors import KnownError
from intake_app.services.logos import MOST_BYTES, Logo, check_logo
from ui.logo_band import decode_logo

_TALL: Final = 96
"""Dots: twice what is shown, for fine screens."""


@dataclass(frozen=True, slots=True)
class ShownLogo:
    """A logo made small; without `picture` while it has not come to this laptop."""

    logo_id: UUID
    picture: QImage | None


def shown_logo(logo: Logo) -> ShownLogo:
    """The logo as it is shown."""
    if logo.content is None:
        return ShownLogo(logo.attachment_id, None)
    try:
        image = decode_logo(logo.content)
    except KnownError:
        # of a newer version, that decodes what this one does not
        return ShownLogo(logo.attachment_id, None)
    return ShownLogo(logo.attachment_id, image.scaledToHeight(_TALL, Qt.TransformationMode.SmoothTransformation))


def read_picture(source: Path) -> bytes | KnownError:
    """The bytes of a file that is a logo, decoded to be sure; else why not."""
    try:
        with source.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError:
        return KnownError("attachment_unreadable")
    try:
        check_logo(content)
        decode_logo(content)
    except KnownError as error:
        return error
    return content
