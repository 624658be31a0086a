"""What may be joined to a record: a scan or a photograph, judged by what is in it and not by its name."""

from __future__ import annotations

from typing import Final

from intake_app.domain.errors import KnownError

MOST_BYTES: Final = 20_000_000
PDF: Final = "application/pdf"
_PICTURES: Final = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))
_PDF_WITHIN: Final = 1024
"""Bytes among which the header of a PDF may begin: scanners put their own before it (ISO 32000-1, annex H)."""


def check_size(byte_count: int) -> None:
    """Raise KnownError `attachment_too_large` (details: `size` and `most`, in megabytes), `attachment_empty`."""
    if byte_count > MOST_BYTES:
        raise KnownError("attachment_too_large", size=-(-byte_count // 1_000_000), most=MOST_BYTES // 1_000_000)
    if byte_count == 0:
        raise KnownError("attachment_empty")


def media_type_of(content: bytes) -> str:
    """PDF, JPEG or PNG. Raises KnownError `attachment_not_a_scan` for anything else."""
    found = next((media_type for mark, media_type in _PICTURES if content.startswith(mark)), None)
    if found is None and b"%PDF-" in content[:_PDF_WITHIN]:
        found = PDF
    if found is None:
        raise KnownError("attachment_not_a_scan")
    return found
