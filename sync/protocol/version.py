"""Which protocol this program speaks. A server answers older ones down to OLDEST_PROTOCOL."""

from __future__ import annotations

from typing import Final

PROTOCOL: Final = 1
OLDEST_PROTOCOL: Final = 1
PRODUCT: Final = "palier"
"""What a Palier server calls itself in its greeting: anything else is a captive portal or the wrong address."""

MAX_BODY: Final = 10 * 1024 * 1024
"""Bytes of a request or reply body, unpacked."""
MAX_CHANGES: Final = 1000
"""Changes of one batch."""
MAX_READINGS: Final = 500
"""Counts of readings of one request."""
PAGE_ROWS: Final = 1000
"""Rows of one page."""
