"""Sealing a workshop's day: what is fixed, how it is corrected, how an altered PDF shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.attachments import SEALED_SHEET, list_attachments, open_attachment, remove_attachment
from intake_app.services.attendances import invite_residents, mark_present, undo_mark
from intake_app.services.sealed_days import is_sealed
from intake_app.services.sheets.contents import SheetContent, read_content
from intake_app.services.sheets.headcounts import count_heads
from intake_app.services.sheets.sealing import (
    Likeness,
    compare_pdf,
    list_sheets,
    open_sheet,
    seal_sheet,
)
from intake_app.services.sheets.signatures import withdraw_signature
from intake_app.services.workshop_lists import read_workshop
from intake_app.services.workshops import cancel_workshop, close_workshop, plan_workshop, update_workshop
from intake_app.storage.store import Store
from tests.store.signing import led, names, pdf_of, sealed, signed
from tests.store.world import MAUREPAS, TODAY, StillClock, plan, register


@pytest.fixture
def held(store: Store, actor: Actor) -> tuple[UUID, UUID, UUID]:
    """A workshop whose roll was called: its id, its slot's, and the id of Karim, who signed as the facilitator did."""
    workshop_id, slot_id = plan(store, actor)
    karim = register(store, actor)
    signed(store, actor, slot_id, karim)
    led(store, actor, slot_id)
    return workshop_id, slot_id, karim


def read(store: Store, workshop_id: UUID) -> SheetContent:
    return store.read(read_content, workshop_id, TODAY)


def refused(store: Store, actor: Actor, use_case: Callable[..., object], *args: object) -> str:
    with pytest.raises(KnownError) as refusal:
        store.run(use_case, actor, *args)
    return refusal.value.key


def test_the_sheet_says_who_was_there_and_signed(store: Store, actor: Actor, clock: StillClock) -> None:
    workshop_id = actor.new_id()
    fields = {"title": "École de la proximité", "neighbourhood_id": MAUREPAS, "facilitators": "N. Morvan"}
    slots = [SlotFields(TODAY, "14:00", "17:00"), SlotFields(TODAY, "09:00", "12:00")]
    store.run(plan_workshop, actor, fields, slots, workshop_id=workshop_id)
    morning, afternoon = (slot.slot_id for slot in store.read(read_workshop, workshop_id).slots)
    assert morning
    assert afternoon
    zoe, karim = register(store, actor, "Zerrouki", "Zoé"), register(store, actor, "Benali", "Karim")
    store.run(invite_residents, actor, morning, [zoe, karim])
    signed(store, actor, morning, karim)
    signed(store, actor, afternoon, zoe)
    store.run(count_heads, actor, afternoon, {"total": 3})
    content = read(store, workshop_id)
    assert [(one.start_time, one.headcount.total) for one in content.slots] == [("09:00", 0), ("14:00", 3)]
    assert names(content) == ["Benali", "Zerrouki"]
    assert [[mark.status for mark in line.marks] for line in content.lines] == [
        ["present", None],
        ["expected", "present"],
    ]
    assert [[mark.signed is not None for mark in line.marks] for line in content.lines] == [
        [True, False],
        [False, True],
    ]


def test_a_sealed_day_is_kept_with_its_pdf(
    store: Store, actor: Actor, held: tuple[UUID, UUID, UUID], clock: StillClock
) -> None:
    workshop_id = held[0]
    assert not store.read(is_sealed, workshop_id, TODAY)
    content = read(store, workshop_id)
    sheet_id = sealed(store, actor, workshop_id, content)
    (sheet,) = store.read(list_sheets, workshop_id)
    assert (sheet.sheet_id, sheet.held_on, sheet.sealed_by) == (sheet_id, TODAY, "Nadia M.")
    assert (sheet.sealed_at, sheet.content_sha256, sheet.opened_at) == (clock(), content.sha256, None)
    (attachment,) = store.read(list_attachments, workshop_id)
    assert (attachment.attachment_id, attachment.kind) == (sheet.attachment_id, SEALED_SHEET)
    opened = store.run(open_attachment, actor, store.blobs, attachment.attachment_id)
    assert opened.content == pdf_of(sheet_id)
    assert store.read(is_sealed, workshop_id, TODAY)


def test_nothing_of_a_sealed_day_changes(store: Store, actor: Actor, held: tuple[UUID, UUID, UUID]) -> None:
    workshop_id, slot_id, karim = held
    other = register(store, actor, "Diallo")
    signature_id = signed(store, actor, slot_id, karim)
    sealed(store, actor, workshop_id)
    (sheet,) = store.read(list_sheets, workshop_id)
    before = read(store, workshop_id).sha256
    for use_case, *args in (
        (mark_present, slot_id, other),
        (undo_mark, slot_id, karim),
        (invite_residents, slot_id, [other]),
        (count_heads, slot_id, {"total": 3}),
        (withdraw_signature, signature_id),
        (remove_attachment, sheet.attachment_id),
        (update_workshop, workshop_id, {}, [SlotFields(TODAY, "14:00", "16:00", slot_id)]),
        (update_workshop, workshop_id, {}, [SlotFields(TODAY + timedelta(days=1), "14:00", "17:00")]),
        (update_workshop, workshop_id, {"title": "Autre"}),
        (cancel_workshop, workshop_id),
    ):
        assert refused(store, actor, use_case, *args) == "sheet_sealed", use_case.__name__
    with pytest.raises(KnownError, match="sheet_sealed"):
        led(store, actor, slot_id)
    with pytest.raises(KnownError, match="sheet_sealed"):
        sealed(store, actor, workshop_id)
    assert read(store, workshop_id).sha256 == before
    # closing the roll is no change of the sheet when everybody was marked
    store.run(close_workshop, actor, workshop_id)
    assert read(store, workshop_id).sha256 == before


def test_a_correction_opens_the_sheet_for_a_reason_and_the_next_amends_it(
    store: Store, actor: Actor, held: tuple[UUID, UUID, UUID], clock: StillClock
) -> None:
    workshop_id, slot_id, _karim = held
    first = sealed(store, actor, workshop_id)
    clock.advance(hours=1)
    store.run(open_sheet, actor, first, "forgotten_person")
    signed(store, actor, slot_id, register(store, actor, "Diallo"))
    second = sealed(store, actor, workshop_id)
    now, before = store.read(list_sheets, workshop_id)
    assert (now.sheet_id, now.amends_id, now.opened_at) == (second, first, None)
    assert (before.sheet_id, before.opened_for, before.opened_at) == (first, "forgotten_person", clock())
    assert now.content_sha256 != before.content_sha256
    assert len(store.read(list_attachments, workshop_id)) == 2


def test_a_reason_must_be_one_of_the_list(store: Store, actor: Actor, held: tuple[UUID, UUID, UUID]) -> None:
    assert refused(store, actor, open_sheet, sealed(store, actor, held[0]), "because") == "fields_invalid"


def test_a_sheet_is_not_sealed_without_the_facilitator(store: Store, actor: Actor) -> None:
    workshop_id, slot_id = plan(store, actor)
    signed(store, actor, slot_id, register(store, actor))
    with pytest.raises(KnownError, match="facilitator_unsigned"):
        sealed(store, actor, workshop_id)


def test_what_changed_since_it_was_painted_is_not_sealed(
    store: Store, actor: Actor, held: tuple[UUID, UUID, UUID]
) -> None:
    workshop_id, slot_id, _karim = held
    content = read(store, workshop_id)
    signed(store, actor, slot_id, register(store, actor, "Diallo"))
    with pytest.raises(KnownError, match="sheet_changed"):
        sealed(store, actor, workshop_id, content)
    assert store.read(list_attachments, workshop_id) == []


def test_a_day_to_come_is_not_sealed(store: Store, actor: Actor) -> None:
    tomorrow = TODAY + timedelta(days=1)
    workshop_id, slot_id = plan(store, actor, held_on=tomorrow)
    led(store, actor, slot_id)
    content, sheet_id = store.read(read_content, workshop_id, tomorrow), actor.new_id()
    with pytest.raises(KnownError, match="workshop_to_come"):
        store.run(seal_sheet, actor, store.blobs, content, pdf_of(sheet_id), sheet_id=sheet_id)


def test_one_byte_is_enough_to_tell_an_altered_sheet(store: Store, actor: Actor, held: tuple[UUID, UUID, UUID]) -> None:
    sheet_id = sealed(store, actor, held[0])
    pdf = pdf_of(sheet_id)
    found, sheet = store.read(compare_pdf, pdf)
    assert found is Likeness.SAME
    assert sheet is not None
    assert sheet.sheet_id == sheet_id
    altered = pdf.replace(b"Feuille", b"Feuilla")
    assert store.read(compare_pdf, altered) == (Likeness.ALTERED, sheet)
    assert store.read(compare_pdf, pdf + b" ")[0] is Likeness.ALTERED
    assert store.read(compare_pdf, pdf_of(actor.new_id())) == (Likeness.UNKNOWN, None)
    assert store.read(compare_pdf, b"%PDF-1.7 palier:sheet:" + b"-" * 36) == (Likeness.UNKNOWN, None)
    assert store.read(compare_pdf, b"") == (Likeness.UNKNOWN, None)
