"""Joining a space: a code, a proven key, an approval; and every way it is refused."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from intake_app.domain.base import Audience
from intake_app.domain.errors import BugError, KnownError
from sync.protocol.errors import RefusedError
from sync.protocol.joining import Challenge, EnrolmentReply, EnrolmentRequest, Invitation, InvitationRequest
from sync.protocol.messages import Refusal
from sync.server.administration.laptops import approve, list_laptops
from sync.server.credentials import fingerprint_of, shown_code
from sync.server.enrol import MOST_TRIES
from sync.server.handle import Server
from sync.server.spaces import invite
from sync.server.tables import DEVICE, INVITATION, SPENT_NONCE, DeviceState
from tests.common.devices import Device, ask, post
from tests.common.laptops import FakeClock
from tests.common.servers import MadeSpace, make_space


def enrol(server: Server, request: EnrolmentRequest, peer: str = "192.0.2.7") -> EnrolmentReply:
    return ask(server, "/v1/enrolment", request, EnrolmentReply, peer=peer)


def changed(request: EnrolmentRequest, **values: Any) -> EnrolmentRequest:
    return msgspec.structs.replace(request, **values)


def count_devices(server: Server) -> int:
    with server.centre.database.read() as connection:
        return len(connection.execute(select(DEVICE.c.id).where(DEVICE.c.staff_id.is_not(None))).all())


def test_a_laptop_joins_with_a_code_and_learns_who_it_is(server: Server, space: MadeSpace) -> None:
    device = Device(server, space.code)
    reply = device.enrolment
    assert (reply.space_id, reply.space_name, reply.staff_id) == (str(space.space_id), "Blosne", str(space.staff_id))
    assert (reply.staff_first_name, reply.staff_family_name, reply.staff_role) == ("Claire", "Morel", "caretaker")
    assert reply.audience == "field"
    assert reply.is_approved
    assert reply.fingerprint == fingerprint_of(device.key.public_key().public_bytes_raw())
    assert reply.server_key == server.centre.identity.public_key
    assert device.exchange().verdicts == []


def test_a_code_shows_whom_it_invites_and_is_not_used_up(server: Server, space: MadeSpace) -> None:
    for _ in range(2):
        shown = ask(server, "/v1/invitation", InvitationRequest(space.code), Invitation)
        assert (shown.space_name, shown.staff_first_name, shown.staff_id) == ("Blosne", "Claire", str(space.staff_id))
    assert Device(server, space.code).enrolment.is_approved
    with pytest.raises(RefusedError, match="code_used"):
        ask(server, "/v1/invitation", InvitationRequest(space.code), Invitation)


def test_a_code_that_is_only_looked_at_dies_after_a_day_too(
    server: Server, space: MadeSpace, server_clock: FakeClock
) -> None:
    server_clock.advance(hours=24)
    with pytest.raises(RefusedError, match="code_expired"):
        ask(server, "/v1/invitation", InvitationRequest(space.code), Invitation)


def test_guessing_whom_codes_invite_is_counted_like_joining(server: Server, space: MadeSpace) -> None:
    for number in range(MOST_TRIES):
        with pytest.raises(RefusedError, match="code_wrong"):
            ask(server, "/v1/invitation", InvitationRequest(f"{number:A>16}"), Invitation)
    with pytest.raises(RefusedError, match="too_many_codes"):
        ask(server, "/v1/invitation", InvitationRequest(space.code), Invitation)
    with pytest.raises(RefusedError, match="too_many_codes"):
        Device(server, space.code)


def test_the_code_is_kept_as_a_hash_only(server: Server, space: MadeSpace) -> None:
    with server.centre.database.read() as connection:
        kept = connection.execute(select(INVITATION)).one()
    assert space.code not in repr(kept)


def test_a_code_typed_with_dashes_and_small_letters_is_the_same_code(server: Server, space: MadeSpace) -> None:
    assert Device(server, shown_code(space.code).lower()).enrolment.is_approved


def test_a_laptop_that_needs_approval_waits_for_it(server: Server) -> None:
    space = make_space(server, needs_approval=True)
    device = Device(server, space.code)
    assert not device.enrolment.is_approved
    with pytest.raises(RefusedError, match="device_pending"):
        device.exchange()
    shown = f"{device.enrolment.fingerprint[:3]} {device.enrolment.fingerprint[3:]}"
    assert approve(server.centre, shown).staff == "Claire M."
    assert device.exchange().verdicts == []


def test_only_the_waiting_laptop_with_these_digits_is_approved(server: Server) -> None:
    device = Device(server, make_space(server, needs_approval=True).code)
    other = f"{(int(device.enrolment.fingerprint) + 1) % 1_000_000:06d}"
    with pytest.raises(KnownError, match="laptop_unknown"):
        approve(server.centre, other)
    assert [laptop.state for laptop in list_laptops(server.centre)] == [DeviceState.PENDING]


def test_the_same_laptop_asking_again_gets_the_same_answer(server: Server, space: MadeSpace) -> None:
    device = Device(server, space.code)
    again = enrol(server, device.enrolment_request(space.code, 1, "another label"))
    assert again == device.enrolment
    assert count_devices(server) == 1


def test_a_code_serves_one_laptop_only(server: Server, space: MadeSpace) -> None:
    Device(server, space.code)
    with pytest.raises(RefusedError, match="code_used"):
        Device(server, space.code)
    assert count_devices(server) == 1


def test_a_code_dies_after_a_day(server: Server, space: MadeSpace, server_clock: FakeClock) -> None:
    server_clock.advance(hours=24)
    with pytest.raises(RefusedError, match="code_expired"):
        Device(server, space.code)


def test_after_five_wrong_codes_an_address_waits_an_hour(
    server: Server, space: MadeSpace, server_clock: FakeClock
) -> None:
    request = Device(server, space.another_code(server)).enrolment_request(space.code, 1, "")
    for number in range(MOST_TRIES):
        with pytest.raises(RefusedError, match="code_wrong"):
            enrol(server, changed(request, code=f"{number:A>16}"))
    with pytest.raises(RefusedError, match="too_many_codes") as refused:
        Device(server, space.code)
    assert refused.value.details == {"minutes": 61}
    response = post(server, "/v1/enrolment", request)
    assert (response.status, response.headers["Retry-After"]) == (429, "3660")
    server_clock.advance(minutes=61)
    assert Device(server, space.code).enrolment.is_approved


def test_another_address_may_still_try(server: Server, space: MadeSpace) -> None:
    device = Device(server, space.another_code(server))
    for _ in range(MOST_TRIES):
        with pytest.raises(RefusedError, match="code_wrong"):
            enrol(server, changed(device.enrolment_request(space.code, 1, ""), code="A" * 16), "2001:db8:1:2::7")
    with pytest.raises(RefusedError, match="too_many_codes"):
        enrol(server, device.enrolment_request(space.code, 1, ""), "2001:db8:1:2:ffff::9")
    assert enrol(server, device.enrolment_request(space.code, 1, ""), "2001:db8:1:3::7").is_approved


@pytest.mark.parametrize(
    "field,value",
    [
        ("proof", "AAAA"),
        ("proof", "not base64!"),
        ("proof", "A" * 86),
        ("public_key", "AAAA"),
        ("public_key", ""),
        ("nonce", "AAAA"),
    ],
)
def test_a_key_that_is_not_proven_is_refused_and_the_code_stays_good(
    server: Server, space: MadeSpace, field: str, value: str
) -> None:
    other = Device(server, space.another_code(server))
    request = other.enrolment_request(space.code, 1, "")
    with pytest.raises(RefusedError, match="proof_wrong"):
        enrol(server, changed(request, **{field: value}))
    assert Device(server, space.code).enrolment.is_approved


def test_a_proof_for_another_code_is_refused(server: Server, space: MadeSpace) -> None:
    other_code = space.another_code(server)
    request = Device(server, space.another_code(server)).enrolment_request(other_code, 1, "")
    with pytest.raises(RefusedError, match="proof_wrong"):
        enrol(server, changed(request, code=space.code))


def test_a_nonce_serves_once_and_the_refusal_brings_the_next(server: Server, space: MadeSpace) -> None:
    device = Device(server, space.another_code(server))
    request = device.enrolment_request(space.code, 1, "")
    enrol(server, request)
    with pytest.raises(RefusedError, match="nonce_expired") as refused:
        enrol(server, request)
    assert refused.value.nonce not in (None, request.nonce)


def test_a_nonce_dies_after_five_minutes_of_the_servers_clock(
    server: Server, space: MadeSpace, server_clock: FakeClock
) -> None:
    request = Device(server, space.another_code(server)).enrolment_request(space.code, 1, "")
    server_clock.advance(minutes=5)
    with pytest.raises(RefusedError, match="nonce_expired"):
        enrol(server, request)


def test_asking_for_nonces_fills_no_table(server: Server) -> None:
    for _ in range(20):
        ask(server, "/v1/challenge", {}, Challenge)
    with server.centre.database.read() as connection:
        assert connection.execute(select(SPENT_NONCE)).all() == []


def test_spent_nonces_are_forgotten_once_expired(server: Server, space: MadeSpace, server_clock: FakeClock) -> None:
    Device(server, space.code)
    server_clock.advance(minutes=6)
    Device(server, space.another_code(server))
    with server.centre.database.read() as connection:
        assert len(connection.execute(select(SPENT_NONCE)).all()) == 1


@pytest.mark.parametrize("first_seq", [0, -1, 2**53])
def test_an_impossible_first_number_is_refused(server: Server, space: MadeSpace, first_seq: int) -> None:
    with pytest.raises(RefusedError, match="body_malformed"):
        Device(server, space.code, first_seq=first_seq)


def test_a_label_is_shortened_and_cleaned(server: Server, space: MadeSpace) -> None:
    Device(server, space.code, label="\x1b[31mloge\x00" + "x" * 200)
    assert [laptop.label for laptop in list_laptops(server.centre)] == ["[31mloge" + "x" * 72]


def test_a_refusal_is_a_message_like_any_other(server: Server) -> None:
    request = EnrolmentRequest("A" * 16, "", "AAAA", "AAAA", "AAAA")
    response = post(server, "/v1/enrolment", request)
    assert response.status == 403
    assert msgspec.json.decode(response.body, type=Refusal) == Refusal("code_wrong")


def test_nobody_is_invited_who_is_not_on_the_staff(server: Server, space: MadeSpace) -> None:
    with pytest.raises(KnownError, match="staff_unknown"):
        invite(server.centre, space.site_id, Audience.FIELD, needs_approval=True)


def test_no_laptop_is_invited_to_the_centres_own_circle(server: Server, space: MadeSpace) -> None:
    with pytest.raises(BugError):
        invite(server.centre, space.staff_id, Audience.CENTRE, needs_approval=True)
