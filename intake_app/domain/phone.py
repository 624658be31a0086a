"""Telephone numbers of France and the United Kingdom, kept in the international form E.164 (« +33639980001 »)."""

from __future__ import annotations

import re
from typing import Final

from intake_app.domain.errors import KnownError

_ALLOWED: Final = re.compile(r"\(?\+?[\d\s./()\u2010\u2011\u2013-]{4,40}")
# Shape rather than lists of ranges in use: those age, and leave out the ranges kept for fiction.
_NATIONAL: Final = {33: re.compile(r"[1-9]\d{8}"), 44: re.compile(r"[1-9]\d{9}|[18]\d{8}")}
_FRANCE: Final = "+33"
_BRITAIN: Final = "+44"


def parse_phone(text: str, country: str = "FR") -> str:
    """The E.164 form of a number typed in `country` (« FR », « GB »), or with an international prefix of any country.

    Spaces, dots, dashes, « 00 33 », « +33 (0)6 » are understood. KnownError `phone_not_understood` for anything else.
    """
    import phonenumbers

    if not _ALLOWED.fullmatch(text.strip()):
        raise KnownError("phone_not_understood")
    try:
        # the library does not know every blank that people paste
        number = phonenumbers.parse(re.sub(r"[^\d+]", "", text), country)
    except phonenumbers.NumberParseException:
        raise KnownError("phone_not_understood") from None
    shape = _NATIONAL.get(number.country_code or 0)
    written = phonenumbers.national_significant_number(number)
    if shape.fullmatch(written) is None if shape else not phonenumbers.is_possible_number(number):
        raise KnownError("phone_not_understood")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def national_digits(e164: str) -> str:
    """The digits dialled at home, « 0639980001 », by which a number is looked for; of other countries all digits."""
    if e164.startswith((_FRANCE, _BRITAIN)):
        return "0" + e164[3:]
    return e164.lstrip("+")


def format_national(e164: str) -> str:
    """« 06 39 98 00 01 », « 07700 900123 »; with its prefix for another country; unchanged when it is no number."""
    if e164.startswith(_FRANCE) and len(e164) == 12:
        digits = national_digits(e164)
        return " ".join(digits[place : place + 2] for place in range(0, 10, 2))
    import phonenumbers

    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    style = phonenumbers.PhoneNumberFormat
    shown = style.NATIONAL if e164.startswith(_BRITAIN) else style.INTERNATIONAL
    return str(phonenumbers.format_number(number, shown))
