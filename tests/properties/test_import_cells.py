"""Whatever a spreadsheet does to a date or a number, it comes back as it was, or is refused: never as another."""

from __future__ import annotations

import csv
import zipfile
from contextlib import suppress
from datetime import date, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake_app.domain.errors import KnownError
from intake_app.domain.phone import parse_phone
from intake_app.services.imports.cells import (
    DayOrder,
    day_order,
    read_age,
    read_birth,
    read_phone,
    read_postcode,
    split_name,
)
from intake_app.services.imports.reading import read_source
from intake_app.services.imports.text_tables import find_delimiter, read_text_table
from tests.common.import_files import BENALI, HEADERS, workbook_of

TODAY = date(2026, 11, 22)
WHOLE = workbook_of([HEADERS, BENALI] * 5)
BIRTHS = st.dates(date(1926, 1, 1), date(2010, 12, 31))
CELLS = st.one_of(
    st.text(max_size=30), st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(), st.dates(), st.none(), st.timedeltas(),
)  # fmt: skip
WORDS = st.text(st.characters(categories=("Lu", "Ll", "Nd")), min_size=1, max_size=12)


@given(BIRTHS)
def test_a_day_of_birth_survives_every_way_of_keeping_it(born: date) -> None:
    serial = (born - date(1899, 12, 30)).days
    kept = [
        born, serial, float(serial), f"{serial}", f"{serial}.0", serial + 0.5, f"{born:%d/%m/%Y}", f"{born:%d-%m-%Y}",
        born.isoformat(), f"{born.isoformat()} 00:00:00", f"{born.isoformat()}T00:00:00",
    ]  # fmt: skip
    assert {read_birth(cell, TODAY) for cell in kept} == {born.isoformat()}


@given(BIRTHS)
def test_a_day_whose_first_nought_was_lost_is_that_day(born: date) -> None:
    assert read_birth(int(f"{born:%d%m%Y}"), TODAY) == born.isoformat()


@given(st.integers(1926, 2010))
def test_a_year_stays_a_year(year: int) -> None:
    assert {read_birth(cell, TODAY) for cell in (year, float(year), str(year))} == {str(year)}


@given(st.lists(BIRTHS, min_size=1, max_size=30))
def test_a_column_with_the_month_first_is_read_so_or_refused(births: list[date]) -> None:
    cells = [f"{born:%m/%d/%Y}" for born in births]
    order = day_order(cells)
    if any(born.day > 12 for born in births):
        assert order is DayOrder.MONTH_FIRST
        assert [read_birth(cell, TODAY, order) for cell in cells] == [born.isoformat() for born in births]


@given(BIRTHS.filter(lambda born: born.day <= 12 and born.month != born.day))
def test_a_column_in_both_orders_is_refused_where_it_is_uncertain(born: date) -> None:
    order = day_order(["25/03/1984", "03/25/1984"])
    with pytest.raises(KnownError, match="date_order_uncertain"):
        read_birth(f"{born:%d/%m/%Y}", TODAY, order)


@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True))
def test_a_french_number_survives_a_spreadsheet(digits: str) -> None:
    whole = parse_phone(f"0{digits}")
    spaced = " ".join((f"0{digits}")[place : place + 2] for place in range(0, 10, 2))
    mantissa = f"{digits[0]}.{digits[1:]}E+08"
    kept = [int(digits), float(digits), digits, f"0{digits}", spaced, f"'0{digits}", f"33{digits}", mantissa,
            f"{spaced} / 01 02 03 04 05", mantissa.replace(".", ",")]  # fmt: skip
    for cell in kept:
        number, says_none = read_phone(cell, "FR")
        assert number is not None
        assert parse_phone(number) == whole, cell
        assert not says_none


@given(st.from_regex(r"[1-9][.,][0-9]{1,7}E\+08", fullmatch=True))
def test_a_rounded_number_is_refused(cell: str) -> None:
    with pytest.raises(KnownError, match="phone_rounded"):
        read_phone(cell, "FR")


@given(CELLS)
def test_no_cell_ends_otherwise_than_in_a_value_or_a_refusal(cell: object) -> None:
    for read in (
        lambda: read_birth(cell, TODAY),  # type: ignore[arg-type]
        lambda: read_age(cell, TODAY),  # type: ignore[arg-type]
        lambda: read_phone(cell, "FR"),  # type: ignore[arg-type]
        lambda: read_phone(cell, "GB"),  # type: ignore[arg-type]
        lambda: read_postcode(cell, "FR"),  # type: ignore[arg-type]
        lambda: split_name(cell),  # type: ignore[arg-type]
    ):
        with suppress(KnownError):
            read()


@given(st.integers(1, 99_999))
def test_a_french_postcode_has_five_figures_again(code: int) -> None:
    whole = f"{code:05}"
    assert read_postcode(whole, "FR") == whole
    if code >= 1000:
        assert read_postcode(code, "FR") == whole


@given(st.lists(WORDS, min_size=1, max_size=3), st.lists(WORDS, min_size=1, max_size=3))
def test_a_surname_in_capitals_is_told_from_a_first_name(family: list[str], first: list[str]) -> None:
    loud = " ".join(word.upper() for word in family)
    quiet = " ".join(f"{word.capitalize()}x" for word in first)
    if loud == loud.lower() or quiet == quiet.upper():
        return
    with suppress(KnownError):
        assert split_name(f"{loud} {quiet}") == split_name(f"{quiet} {loud}") == (loud, quiet)


@given(
    st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=2, max_size=20),
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_a_text_table_comes_back_as_it_was(lines: list[list[str]], delimiter: str, encoding: str, quoting: int) -> None:
    kept = StringIO()
    csv.writer(kept, delimiter=delimiter, quoting=quoting).writerows(lines)  # type: ignore[arg-type]
    assert find_delimiter(kept.getvalue()) == delimiter
    assert read_text_table(kept.getvalue().encode(encoding)) == [tuple(line) for line in lines]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_workbook_is_refused_or_read(data: st.DataObject) -> None:
    content = bytearray(WHOLE)
    for _blow in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert _read_or_refuse(bytes(content[: data.draw(st.integers(100, len(content)))]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_sheet_scribbled_over_is_refused_or_read(data: st.DataObject) -> None:
    with zipfile.ZipFile(BytesIO(WHOLE)) as folder:
        parts = {name: bytearray(folder.read(name)) for name in folder.namelist()}
    part = parts[data.draw(st.sampled_from(sorted(parts)))]
    for _blow in range(data.draw(st.integers(1, 6))):
        part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.integers(0, 255))
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(name, bytes(content))
    assert _read_or_refuse(kept.getvalue())


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_or_read(content: bytes) -> None:
    assert _read_or_refuse(content)


def _read_or_refuse(content: bytes) -> bool:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        path.write_bytes(content)
        try:
            return bool(read_source(path).sheets)
        except KnownError as refusal:
            return refusal.key.startswith("import_")


def test_the_first_day_of_excel_is_right_on_both_sides_of_its_error() -> None:
    assert read_birth(30_000, TODAY) == (date(1899, 12, 30) + timedelta(days=30_000)).isoformat() == "1982-02-18"


def test_a_date_that_cannot_be_says_nothing_of_the_others() -> None:
    assert day_order(["25/03/1984", "32/13/1999", "12/03/1984"]) is DayOrder.DAY_FIRST
    assert day_order(["03/25/1984", "32/13/1999"]) is DayOrder.MONTH_FIRST
