"""What a line of the furnishing workbook may say: official codes in their shape, addresses that hold together (V17)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from intake_app.domain.communes import communes_named
from intake_app.domain.rules.address import address_doubt, departments_of
from intake_app.domain.rules.register_code import is_register_code, tidy_register_code
from intake_app.domain.rules.territory import department_of, is_official_code

Doubt = tuple[str, dict[str, str]]
"""The key of a sentence (`line.` of server.json), and what fills it."""
_FRANCE: Final = "FR"


def tidied(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are kept."""
    tidy = dict(values)
    if tidy.get("register_code"):
        tidy["register_code"] = tidy_register_code(str(tidy["register_code"]))
    if tidy.get("official_code") and tidy.get("kind", "local") != "local":
        tidy["official_code"] = str(tidy["official_code"]).upper()
    return tidy


def refused_field(values: Mapping[str, Any]) -> str | None:
    """The field that cannot be, of values tidied; None when all may be."""
    code = values.get("official_code")
    if code and not is_official_code(str(values.get("kind", "local")), str(code)):
        return "official_code"
    code = values.get("register_code")
    return "register_code" if code and not is_register_code(str(code)) else None


def line_doubt(values: Mapping[str, Any], country: str) -> Doubt | None:
    """What is odd in a line and is said without refusing it."""
    country = str(values.get("country") or country)
    doubt = address_doubt(values.get("address"), country)
    if doubt is not None:
        communes = ", ".join(doubt.communes)
        return doubt.key, {"postcode": doubt.postcode, "communes": communes, "town": doubt.town}
    town = str(values.get("town") or "")
    if country != _FRANCE or not town:
        return None
    if not communes_named(town):
        return "town_unknown", {"town": town}
    department = department_of(str(values.get("official_code") or ""))
    if department is not None and department not in departments_of(town):
        return "code_of_another_department", {"town": town, "department": department}
    return None
