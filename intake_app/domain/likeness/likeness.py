"""One figure for how much two people resemble each other, and the reasons for it in the order in which they count.

Names alone never separate « Martin Sophie » from « Martin Sophia » nor make two namesakes one person, and people of one
home share a surname, a phone and a building. So every finding adds or takes its weight (`facts`), what a home shares
counts only beside a first name that agrees, and where first names differ nothing makes one person of two.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from intake_app.domain.likeness.facts import GENERATION, BirthFinding, compare_births, years_apart
from intake_app.domain.likeness.names import Nearness, family_nearness, nearness
from intake_app.domain.likeness.portrait import Portrait

SHOWN: Final = 50
"""The score, of 100, from which somebody is shown as perhaps the same person."""
STRONG: Final = 90
"""The score from which somebody « ressemble beaucoup »."""

_HALFWAY: Final = 15.0
"""Bits at which the score is 50: two names that agree and nothing against it are a little above."""
_FAMILY: Final = {
    Nearness.DIFFERENT: -2.0, Nearness.UNKNOWN: 0.0, Nearness.INITIAL: 1.0, Nearness.BEGINNING: 2.0,
    Nearness.ENDING: 5.0, Nearness.SLIP: 5.5, Nearness.PART: 6.5, Nearness.SOUND: 8.0, Nearness.SAME: 9.0,
}  # fmt: skip
_FIRST: Final = {
    Nearness.DIFFERENT: -7.0, Nearness.UNKNOWN: 0.0, Nearness.INITIAL: 1.0, Nearness.BEGINNING: 1.0,
    Nearness.ENDING: 2.0, Nearness.SLIP: 3.5, Nearness.PART: 4.0, Nearness.SOUND: 6.25, Nearness.SAME: 7.0,
}  # fmt: skip
_SWAPPED, _BIRTH_NAME = -1.0, -0.5
_MAY_HAVE_MARRIED: Final = 0.5
"""Instead of what a wholly different surname takes away: what else agrees decides. A whole first name must, and it
carries no man nor anybody of whom both say how they were called at birth.
"""
_PHONE, _OTHER_PHONE = 8.0, -1.5
_BUILDING, _OTHER_BUILDING = 4.0, -2.0
_OTHER_GENDER: Final = -5.0
_SHARE_OF_A_HOME: Final = {Nearness.SLIP: 0.75, Nearness.BEGINNING: 0.0, Nearness.ENDING: 0.0, Nearness.INITIAL: 0.25}
"""How much of what a home shares counts, beside a first name that is only near."""


class Reason(StrEnum):
    """Why somebody resembles."""

    SAME_NAME = "same_name"
    SOUNDING_NAME = "sounding_name"
    NEAR_NAME = "near_name"
    PART_OF_NAME = "part_of_name"
    SAME_FIRST_NAME = "same_first_name"
    SAME_FAMILY_NAME = "same_family_name"
    BIRTH_NAME = "birth_name"
    SWAPPED_NAMES = "swapped_names"
    SAME_BIRTH_DATE = "same_birth_date"
    FIRST_OF_JANUARY = "first_of_january"
    NEAR_BIRTH_DATE = "near_birth_date"
    SAME_BIRTH_YEAR = "same_birth_year"
    SAME_PHONE = "same_phone"
    SAME_BUILDING = "same_building"


class Bond(StrEnum):
    """What the likeness may come from."""

    SAME_PERSON = "same_person"
    HOUSEHOLD = "household"
    """Surname, phone or building in common, but another first name: of one home, at most."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` of 100; at least `SHOWN` is worth showing. Of a household it says how sure the home is, no more."""

    score: int
    bond: Bond
    reasons: tuple[Reason, ...]

    @property
    def is_shown(self) -> bool:
        """Whether it is worth somebody's eyes."""
        return self.score >= SHOWN


@dataclass(frozen=True, slots=True)
class _Names:
    """The better of the ways in which two people's names can be laid beside each other."""

    bits: float
    family: Nearness
    first: Nearness
    manner: Reason | None = None


def compare(one: Portrait, other: Portrait) -> Likeness:
    """How much two people resemble each other; the order of the two does not matter."""
    names = max(_ways(one, other), key=lambda way: way.bits)
    birth = compare_births(one.birth_date, other.birth_date)
    shares_phone = bool(one.phone) and one.phone == other.phone
    shares_building = one.building_id is not None and one.building_id == other.building_id
    reasons = _reasons(names, birth, shares_phone, shares_building)
    if _are_two(names, birth, one, other):
        is_home = shares_phone or (shares_building and names.family >= Nearness.PART)
        return Likeness(_score(_HALFWAY + 2 * shares_phone if is_home else 0.0), Bond.HOUSEHOLD, reasons)
    home = _bits(one.phone, other.phone, _PHONE, _OTHER_PHONE)
    home += _bits(one.building_id, other.building_id, _BUILDING, _OTHER_BUILDING)
    # brothers and sisters are not born in one year
    is_sibling_like = home > 0 and birth.value < BirthFinding.ONE_FIGURE.value
    bits = names.bits + birth.value + home * (_SHARE_OF_A_HOME.get(names.first, 1.0) if is_sibling_like else 1.0)
    if {one.gender, other.gender} >= {"F", "M"}:
        bits += _OTHER_GENDER
    score = _score(bits)
    if score < SHOWN and shares_phone:
        return Likeness(SHOWN, Bond.HOUSEHOLD, reasons)
    return Likeness(score, Bond.SAME_PERSON, reasons)


def _ways(one: Portrait, other: Portrait) -> list[_Names]:
    first = nearness(one.first_name, other.first_name)
    family = family_nearness(one.family_name, other.family_name)
    surname = _MAY_HAVE_MARRIED if _may_have_married(one, other, family, first) else _FAMILY[family]
    ways = [_Names(surname + _FIRST[first], family, first)]
    if one.birth_name or other.birth_name:
        born = max(
            family_nearness(name, other_name)
            for name in (one.family_name, one.birth_name or "")
            for other_name in (other.family_name, other.birth_name or "")
        )
        ways.append(_Names(_FAMILY[born] + _FIRST[first] + _BIRTH_NAME, born, first, Reason.BIRTH_NAME))
    if one.first_name and other.first_name and min(family, first) < Nearness.SLIP:
        crossed = nearness(one.family_name, other.first_name), nearness(one.first_name, other.family_name)
        for family, first in (crossed, crossed[::-1]):
            ways.append(_Names(_FAMILY[family] + _FIRST[first] + _SWAPPED, family, first, Reason.SWAPPED_NAMES))
    return ways


def _may_have_married(one: Portrait, other: Portrait, family: Nearness, first: Nearness) -> bool:
    is_woman = "M" not in (one.gender, other.gender)
    is_open = not (one.birth_name and other.birth_name)
    return is_woman and is_open and family is Nearness.DIFFERENT and first >= Nearness.SOUND


def _are_two(names: _Names, birth: BirthFinding, one: Portrait, other: Portrait) -> bool:
    """Whether no agreement makes one person of the two: other first names, or a generation between them."""
    is_generation = birth is BirthFinding.APART and years_apart(one.birth_date, other.birth_date) >= GENERATION
    is_parted = birth is BirthFinding.APART and names.first < Nearness.PART
    return names.first is Nearness.DIFFERENT or is_generation or is_parted


def _bits(one: object, other: object, same: float, different: float) -> float:
    if not one or not other:
        return 0.0
    return same if one == other else different


def _score(bits: float) -> int:
    return round(100 / (1 + 2 ** (_HALFWAY - bits)))


def _reasons(names: _Names, birth: BirthFinding, shares_phone: bool, shares_building: bool) -> tuple[Reason, ...]:
    found = [*_name_reasons(names)]
    found += [_BIRTH_REASONS[birth]] if birth in _BIRTH_REASONS else []
    found += [Reason.SAME_PHONE] if shares_phone else []
    found += [Reason.SAME_BUILDING] if shares_building else []
    return tuple(found)


def _name_reasons(names: _Names) -> list[Reason]:
    least = min(names.family, names.first)
    if names.manner is Reason.SWAPPED_NAMES and least >= Nearness.SLIP:
        return [Reason.SWAPPED_NAMES]
    said = [Reason.BIRTH_NAME] if names.manner is Reason.BIRTH_NAME and names.family >= Nearness.SLIP else []
    if least in _WHOLE:
        return [_WHOLE[least], *said]
    if names.first >= Nearness.SLIP:
        return [Reason.SAME_FIRST_NAME if names.first >= Nearness.SOUND else Reason.NEAR_NAME]
    return [Reason.SAME_FAMILY_NAME] if names.family >= Nearness.SOUND else []


_WHOLE: Final = {
    Nearness.SAME: Reason.SAME_NAME,
    Nearness.SOUND: Reason.SOUNDING_NAME,
    Nearness.PART: Reason.PART_OF_NAME,
    Nearness.SLIP: Reason.NEAR_NAME,
    Nearness.ENDING: Reason.NEAR_NAME,
    Nearness.BEGINNING: Reason.PART_OF_NAME,
}
_BIRTH_REASONS: Final = {
    BirthFinding.SAME_DAY: Reason.SAME_BIRTH_DATE,
    BirthFinding.SAME_FIRST_OF_JANUARY: Reason.FIRST_OF_JANUARY,
    BirthFinding.TURNED: Reason.NEAR_BIRTH_DATE,
    BirthFinding.ONE_FIGURE: Reason.NEAR_BIRTH_DATE,
    BirthFinding.SAME_MONTH: Reason.SAME_BIRTH_YEAR,
    BirthFinding.SAME_YEAR: Reason.SAME_BIRTH_YEAR,
    BirthFinding.ABOUT: Reason.SAME_BIRTH_YEAR,
}
