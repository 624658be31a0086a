"""An attendance sheet painted onto paper, line by line at exact heights: no name is cut, heads come back on every page,
and each person has one field per half-day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPen,
)

from intake_app.services.sheets.contents import SheetContent, SheetLine, Signed
from ui import formats, paper
from ui.logo_band import BAND_MM, GAP_MM, draw_logos
from ui.workshops.sheets import attendance_sheet_words as words
from ui.workshops.sheets.attendance_sheet_words import Sealing
from ui.workshops.sheets.sheet_paging import LINE_MM, PageRoom, SheetPage, pages_of
from ui.workshops.sheets.stroke_path import draw_strokes

_MARGIN_MM: Final = 12.0
_ROW_MM: Final = 5.2
"""A line of the particulars."""
_TITLE_MM: Final = 15.0
_HEAD_MM: Final = 9.0
"""The head of the table."""
_END_MM: Final = 34.0
_FOOT_MM: Final = 7.0
_NUMBER_MM: Final = 8.0
_MOST_NAME_MM: Final = 70.0
_PAD_MM: Final = 1.2
_UPRIGHT_COLUMNS: Final = 3
"""With more half-days than that the page lies on its side."""
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE: Final = Qt.AlignmentFlag.AlignCenter
_WRAPPED: Final = Qt.TextFlag.TextWordWrap
_SIZES_PT: Final = (10.0, 9.0, 8.0, 7.0, 6.0, 5.0)
_GREY, _INK = QColor(Qt.GlobalColor.darkGray).darker(150), QColor(Qt.GlobalColor.darkBlue)
_PALE = QColor(Qt.GlobalColor.lightGray).lighter(120)


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet to paint: filled in with what `content` says, or with fields to sign (`is_blank`: without names)."""

    content: SheetContent
    is_filled: bool
    sealing: Sealing | None = None
    is_blank: bool = False
    logos: tuple[bytes, ...] = ()
    """Pictures of the funders, over the first page."""

    @property
    def lines(self) -> Sequence[SheetLine]:
        return () if self.is_blank else self.content.lines


def draw_sheet(plan: SheetPlan, device: QPagedPaintDevice) -> bool:
    """Paint the sheet; False when the device refuses."""
    is_upright = len(plan.content.slots) <= _UPRIGHT_COLUMNS
    turned = QPageLayout.Orientation.Portrait if is_upright else QPageLayout.Orientation.Landscape
    margins = QMarginsF(*(_MARGIN_MM,) * 4)
    device.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, margins, QPageLayout.Unit.Millimeter))
    painter = QPainter()
    if not painter.begin(device):
        return False
    _Sheet(plan, painter, device).draw()
    return painter.end()


class _Sheet:
    """One sheet on its way onto paper. Lengths are millimetres from the page's inner corner."""

    def __init__(self, plan: SheetPlan, painter: QPainter, device: QPagedPaintDevice) -> None:
        self._plan, self._content, self._painter, self._device = plan, plan.content, painter, device
        self._dots = device.logicalDpiY() / 25.4
        self._width, self._height = device.width() / self._dots, device.height() / self._dots
        columns = len(self._content.slots)
        self._name_mm = min(_MOST_NAME_MM, (self._width - _NUMBER_MM) * (0.45 if columns > 1 else 0.55))
        self._band_mm = BAND_MM + 3 if plan.logos else 0.0
        self._column_mm = (self._width - _NUMBER_MM - self._name_mm) / columns

    def draw(self) -> None:
        """Every page."""
        lines = self._plan.lines
        pages = pages_of(len(lines), self._room(), with_blanks=not self._plan.is_filled)
        for place, page in enumerate(pages):
            if place:
                self._device.newPage()
            top = self._table_head(self._top(is_first=place == 0))
            for number in range(page.first, page.last):
                self._line(top, number + 1, lines[number])
                top += LINE_MM
            for _blank in range(page.blanks):
                self._line(top, None, None)
                top += LINE_MM
            if page.has_end:
                self._end(top + 2)
            self._foot(place + 1, len(pages))

    def _room(self) -> PageRoom:
        inner = self._height - _FOOT_MM - _HEAD_MM
        return PageRoom(inner - self._top_height(is_first=True), inner - self._top_height(is_first=False), _END_MM)

    def _top_height(self, *, is_first: bool) -> float:
        if not is_first:
            return _TITLE_MM
        extra = sum(map(bool, self._extras()))
        return self._band_mm + _TITLE_MM + _ROW_MM * (len(words.particulars(self._content)) + extra) + 2

    def _extras(self) -> tuple[str, ...]:
        """The lines in bold under the particulars."""
        funding, mention = words.funding(self._content), words.mention(self._content)
        return funding, mention, words.amendment(self._plan.sealing)

    # ------------------------------------------------------------ parts

    def _top(self, *, is_first: bool) -> float:
        """The head of a page; returns where it ends."""
        content = self._content
        half = self._width * 0.62
        top = self._band_mm if is_first else 0.0
        if top:
            draw_logos(self._painter, self._rect(0, 0, self._width, BAND_MM), self._plan.logos, GAP_MM * self._dots)
        self._text(0, top, half, 8, words.exact_title(content), 14, _LEFT, is_bold=True)
        self._text(half, top, self._width - half, 8, words.heading(), 11, _right(), is_bold=True)
        if not is_first:
            under = f"{formats.long_day(content.held_on)} · {content.place}".removesuffix(" · ")
            self._text(0, 8, self._width, 5, formats.sentence_case(under), 9, _LEFT, _GREY)
            return _TITLE_MM
        top += 9.0
        for name, said in words.particulars(content):
            self._text(0, top, 26, _ROW_MM, name, 9, _LEFT, _GREY)
            self._text(26, top, self._width - 26, _ROW_MM, said, 9, _LEFT)
            top += _ROW_MM
        for said in self._extras():
            if said:
                self._text(0, top, self._width, _ROW_MM, said, 9, _LEFT, is_bold=True)
                top += _ROW_MM
        return self._top_height(is_first=True)

    def _table_head(self, top: float) -> float:
        self._box(0, top, self._width, _HEAD_MM, _PALE)
        self._text(_NUMBER_MM + _PAD_MM, top, self._name_mm, _HEAD_MM, words.name_column(), 9, _LEFT, is_bold=True)
        for place, slot in enumerate(self._content.slots):
            self._text(
                self._column(place),
                top,
                self._column_mm,
                _HEAD_MM,
                "\n".join(words.column(slot)),
                8.5,
                _CENTRE,
                is_bold=True,
            )
        self._frame(top, _HEAD_MM)
        return top + _HEAD_MM

    def _line(self, top: float, number: int | None, line: SheetLine | None) -> None:
        if number is not None:
            self._text(0, top, _NUMBER_MM, LINE_MM, str(number), 8, _CENTRE, _GREY)
        if line is not None:
            name = words.name(line)
            self._text(_NUMBER_MM + _PAD_MM, top, self._name_mm - 2 * _PAD_MM, LINE_MM, name, 10, _LEFT)
        marks = line.marks if line is not None and self._plan.is_filled else ()
        for place, one in enumerate(marks):
            left = self._column(place)
            if one.signed is not None and one.signed.strokes:
                self._signature(left, top, LINE_MM, one.signed)
            else:
                self._text(left, top, self._column_mm, LINE_MM, words.mark(one), 8, _CENTRE, _GREY)
        self._frame(top, LINE_MM)

    def _end(self, top: float) -> None:
        """Who came without a name, and the facilitators' fields."""
        content, height = self._content, 22.0
        counted = [words.unnamed(slot.headcount) for slot in content.slots] if self._plan.is_filled else []
        label_mm = _NUMBER_MM + self._name_mm - _PAD_MM
        self._text(0, top, label_mm, 8, words.unnamed_label(), 9, _LEFT)
        for place in range(len(content.slots)):
            said = counted[place] if counted else ""
            self._box(self._column(place), top, self._column_mm, 8, None)
            self._text(self._column(place), top, self._column_mm, 8, said, 8, _CENTRE)
        top += 9
        self._text(0, top, label_mm, height, words.facilitator_label(), 9, _LEFT)
        for place, slot in enumerate(content.slots):
            left = self._column(place)
            self._box(left, top, self._column_mm, height, None)
            if self._plan.is_filled and slot.facilitator is not None:
                self._text(left, top, self._column_mm, 5, slot.facilitator.name, 8, _CENTRE)
                if slot.facilitator.strokes:
                    self._signature(left, top + 5, height - 5, slot.facilitator)
                else:
                    self._text(
                        left,
                        top + 5,
                        self._column_mm,
                        height - 5,
                        words.on_paper(),
                        8,
                        _CENTRE,
                        _GREY,
                    )

    def _foot(self, number: int, count: int) -> None:
        top = self._height - _FOOT_MM
        said = words.foot(self._content, self._plan.sealing)
        self._text(
            0,
            top,
            self._width * 0.8,
            _FOOT_MM,
            said,
            7.5,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom,
            _GREY,
        )
        page = paper.page_number(number, count)
        self._text(
            self._width * 0.8,
            top,
            self._width * 0.2,
            _FOOT_MM,
            page,
            7.5,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom,
            _GREY,
        )

    # ------------------------------------------------------------ strokes and words

    def _column(self, place: int) -> float:
        return _NUMBER_MM + self._name_mm + place * self._column_mm

    def _rect(self, left: float, top: float, width: float, height: float) -> QRectF:
        return QRectF(left * self._dots, top * self._dots, width * self._dots, height * self._dots)

    def _signature(self, left: float, top: float, height: float, signed: Signed) -> None:
        room = self._rect(left + 2, top + _PAD_MM, self._column_mm - 4, height - 2 * _PAD_MM)
        self._painter.save()
        self._painter.setPen(_INK)
        draw_strokes(self._painter, signed.strokes, room)
        self._painter.restore()

    def _box(self, left: float, top: float, width: float, height: float, colour: QColor | None) -> None:
        self._painter.setPen(QPen(_GREY, 0.2 * self._dots))
        self._painter.setBrush(colour if colour is not None else Qt.BrushStyle.NoBrush)
        self._painter.drawRect(self._rect(left, top, width, height))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _frame(self, top: float, height: float) -> None:
        self._box(0, top, self._width, height, None)
        for left in (_NUMBER_MM, *(self._column(place) for place in range(len(self._content.slots)))):
            self._painter.drawLine(
                self._rect(left, top, 0, height).topLeft(), self._rect(left, top, 0, height).bottomLeft()
            )

    def _text(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        said: str,
        points: float,
        how: Qt.AlignmentFlag,
        colour: QColor | None = None,
        *,
        is_bold: bool = False,
    ) -> None:
        """Words in a field, in the largest letters that fit into it whole."""
        room, flags = self._rect(left, top, width, height), int(how | _WRAPPED)
        font = paper.font(points)
        font.setBold(is_bold)
        for size in (points, *(one for one in _SIZES_PT if one < points)):
            font.setPointSizeF(size)
            if room.contains(QFontMetricsF(font, self._device).boundingRect(room, flags, said)):
                break
        else:
            # a word longer than the field: broken anywhere rather than cut
            flags = int(how | Qt.TextFlag.TextWrapAnywhere)
        self._painter.setFont(font)
        self._painter.setPen(colour or Qt.GlobalColor.black)
        self._painter.drawText(room, flags, said)


def _right() -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


__all__ = ["SheetPage", "SheetPlan", "draw_sheet"]
