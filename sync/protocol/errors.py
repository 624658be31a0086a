"""The catalogue of refusals: every answer a server gives other than success, with its HTTP status.

Each key has its French and English sentences in `resources/messages/errors.json`.
"""

from __future__ import annotations

from typing import Final

from intake_app.domain.errors import Detail, KnownError

CATALOGUE: Final[dict[str, int]] = {
    "body_too_large": 413,
    "body_malformed": 400,
    "protocol_too_old": 426,
    "protocol_too_new": 400,
    "not_found": 404,
    "method_not_allowed": 405,
    "code_wrong": 403,
    "code_used": 403,
    "code_expired": 403,
    "too_many_codes": 429,
    "proof_wrong": 403,
    "nonce_expired": 401,
    "token_expired": 401,
    "device_unknown": 403,
    "device_pending": 403,
    "device_revoked": 403,
    "device_wiping": 403,
    "sequence_gap": 409,
    "sequence_forked": 409,
    "numbers_behind": 409,
    "epoch_changed": 409,
    "scope_changed": 409,
    "batch_too_large": 413,
    "part_too_large": 413,
    "content_unknown": 404,
    "content_missing": 404,
    "content_altered": 409,
    "server_busy": 503,
    "server_failed": 503,
}
"""Refusals of a whole request. `server_failed` is our own fault, logged with a number the person can quote: never a
bare 500.
"""

CHANGE_REASONS: Final = frozenset(
    {
        "unknown_type",
        "unknown_field",
        "value_invalid",
        "value_too_long",
        "unknown_parent",
        "parent_refused",
        "parent_lost",
        "other_space",
        "unit_refused",
        "author_unknown",
        "author_disabled",
        "merge_circle",
        "erased",
        "not_allowed",
        "of_another_person",
        "taken_back",
    }
)
"""Why one change is refused while the rest of its batch goes through."""


class RefusedError(KnownError):
    """A request refused with a key of CATALOGUE."""

    def __init__(self, key: str, *, nonce: str | None = None, **details: Detail) -> None:
        super().__init__(key, **details)
        self.status = CATALOGUE[key]
        self.nonce = nonce
