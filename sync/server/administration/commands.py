"""The commands of the administration. Each is a few words away from the function that does the work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from intake_app.domain import reference
from intake_app.domain.base import Audience
from intake_app.domain.errors import KnownError
from intake_app.domain.place import Building, Neighbourhood, Site
from intake_app.domain.record_types import RECORD_TYPES
from intake_app.domain.staff import StaffMember
from sync.protocol.messages import VerdictKind
from sync.server import spaces
from sync.server.administration import laptops
from sync.server.administration.desk import Desk, shown_moment
from sync.server.administration.emptying import tell_wiping
from sync.server.administration.programme import seed_programme as seed
from sync.server.administration.registry import count_rows
from sync.server.administration.words import say
from sync.server.administration.workbook import LineState, Reading, WorkbookReader
from sync.server.administration.workbook_shape import write_template
from sync.server.credentials import shown_code
from sync.server.identity import begin_new_life
from sync.server.parcel import read_parcel, receive_parcel, write_receipt
from sync.server.tables import DeviceState


def create_space(context: typer.Context, name: str, country: Annotated[str, typer.Option()] = "FR") -> None:
    desk: Desk = context.obj
    spaces.create_space(desk.centre, name, country.upper()[:2])
    desk.tell("said.added")


def add_neighbourhood(
    context: typer.Context,
    name: str,
    town: Annotated[str | None, typer.Option()] = None,
    code: Annotated[str | None, typer.Option()] = None,
    kind: Annotated[str, typer.Option()] = "local",
) -> None:
    desk: Desk = context.obj
    _check_code("neighbourhood_kind", kind)
    desk.add(Neighbourhood, name=name, town=town, official_code=code, kind=kind, country=desk.country)


def add_site(
    context: typer.Context,
    name: str,
    neighbourhood: Annotated[str, typer.Option()],
    address: Annotated[str | None, typer.Option()] = None,
) -> None:
    desk: Desk = context.obj
    desk.add(Site, name=name, neighbourhood_id=desk.find("neighbourhood", neighbourhood), address=address)


def add_building(
    context: typer.Context,
    label: str,
    neighbourhood: Annotated[str, typer.Option()],
    site: Annotated[str | None, typer.Option()] = None,
    address: Annotated[str | None, typer.Option()] = None,
) -> None:
    desk: Desk = context.obj
    places = {"neighbourhood_id": desk.find("neighbourhood", neighbourhood), "site_id": desk.find("site", site)}
    desk.add(Building, label=label, address=address, **places)


def add_staff(
    context: typer.Context,
    first_name: str,
    family_name: str,
    role: Annotated[str, typer.Option()] = "caretaker",
    site: Annotated[str | None, typer.Option()] = None,
) -> None:
    desk: Desk = context.obj
    _check_code("role", role)
    site_id = desk.find("site", site)
    desk.add(StaffMember, first_name=first_name, family_name=family_name, role=role, site_id=site_id)


def list_everything(context: typer.Context) -> None:
    desk: Desk = context.obj
    with desk.centre.database.read() as connection:
        for record_type in RECORD_TYPES:
            count = count_rows(connection, record_type, desk.space_id)
            if count:
                desk.tell("said.count", what=_plural(desk, record_type), count=count)
    for laptop in laptops.list_laptops(desk.centre):
        _tell_laptop(desk, laptop)
        tell_wiping(desk, laptop)


def invite(
    context: typer.Context,
    staff: str,
    adviser: Annotated[bool, typer.Option("--adviser")] = False,
    approved: Annotated[bool, typer.Option("--approved")] = False,
    neighbourhood: Annotated[list[str] | None, typer.Option()] = None,
    building: Annotated[list[str] | None, typer.Option()] = None,
) -> None:
    desk: Desk = context.obj
    staff_id = desk.find("staff_member", staff)
    assert staff_id is not None
    audience = Audience.ADVISER if adviser else Audience.FIELD
    area = desk.area(neighbourhood or (), building or ())
    code, expires_at = spaces.invite(desk.centre, staff_id, audience, needs_approval=not approved, scope=area)
    desk.tell("said.code", code=shown_code(code), expiry=shown_moment(expires_at, desk.language))


def pending(context: typer.Context) -> None:
    desk: Desk = context.obj
    waiting = laptops.list_laptops(desk.centre, DeviceState.PENDING)
    if not waiting:
        desk.tell("said.nobody_waits")
    for laptop in waiting:
        _tell_laptop(desk, laptop)


def approve(context: typer.Context, fingerprint: str) -> None:
    desk: Desk = context.obj
    _tell_laptop(desk, laptops.approve(desk.centre, fingerprint), DeviceState.ACTIVE)


def revoke(context: typer.Context, device: str) -> None:
    desk: Desk = context.obj
    _tell_laptop(desk, laptops.revoke(desk.centre, device), DeviceState.REVOKED)


def scope(
    context: typer.Context,
    device: str,
    neighbourhood: Annotated[list[str] | None, typer.Option()] = None,
    building: Annotated[list[str] | None, typer.Option()] = None,
    whole_space: Annotated[bool, typer.Option("--whole-space")] = False,
) -> None:
    desk: Desk = context.obj
    area = desk.area(neighbourhood or (), building or ())
    if (area is None) is not whole_space:
        # left out by mistake, it would give a laptop everything
        raise KnownError("area_missing")
    _tell_laptop(desk, laptops.change_scope(desk.centre, device, area))


def seed_programme(context: typer.Context) -> None:
    desk: Desk = context.obj
    desk.tell("said.rows_added", count=seed(desk.centre, desk.space_id))


def restored(context: typer.Context) -> None:
    desk: Desk = context.obj
    begin_new_life(desk.centre.database, desk.centre.new_id)
    desk.tell("said.new_life")


def receive(
    context: typer.Context,
    file: Path,
    receipt: Annotated[Path | None, typer.Option("--receipt")] = None,
    although_revoked: Annotated[bool, typer.Option("--although-revoked")] = False,
) -> None:
    desk: Desk = context.obj
    received = receive_parcel(desk.centre, read_parcel(file), although_revoked=although_revoked)
    for laptop in laptops.list_laptops(desk.centre):
        if laptop.id == received.device_id:
            _tell_laptop(desk, laptop)
    desk.tell("said.received", **{kind: received.count(kind) for kind in VerdictKind})
    if receipt is not None:
        write_receipt(desk.centre, received, receipt)
        desk.tell("said.receipt_written")


def import_workbook(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument()] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    template: Annotated[Path | None, typer.Option("--template")] = None,
) -> None:
    desk: Desk = context.obj
    if template is not None:
        write_template(template, desk.language)
        desk.tell("said.template_written")
    if file is None:
        return
    with desk.centre.database.read() as connection:
        reading = WorkbookReader(desk.centre, connection, desk.space_id, desk.language).read(file)
    _tell_reading(desk, reading)
    if reading.count(LineState.REFUSED):
        desk.tell("said.nothing_written")
        raise typer.Exit(1)
    if not dry_run:
        desk.tell("said.rows_added", count=spaces.seed_rows(desk.centre, desk.space_id, reading.rows))


def _tell_reading(desk: Desk, reading: Reading) -> None:
    for line in reading.lines:
        if line.reason:
            desk.tell(f"line.{line.reason}", sheet=line.sheet, number=line.number, **line.details)
    desk.tell("said.reading", **{state: reading.count(state) for state in LineState})


def _tell_laptop(desk: Desk, laptop: laptops.Laptop, state: DeviceState | None = None) -> None:
    desk.tell(
        "said.laptop",
        id=laptop.id,
        label=laptop.label,
        staff=laptop.staff,
        state=_state(desk, state or laptop.state),
        fingerprint=laptop.fingerprint,
        contact=shown_moment(laptop.last_contact_at, desk.language),
    )
    if laptop.is_renewal:
        desk.tell("said.renewal")
    if laptop.scope is not None:
        desk.tell("said.area", places=", ".join(desk.places_of(laptop.scope)))


def _check_code(list_name: str, code: str) -> None:
    if not reference.is_code(list_name, code):
        raise KnownError("code_unknown")


def _state(desk: Desk, state: DeviceState) -> str:
    return say(f"state.{state}", desk.language)


def _plural(desk: Desk, record_type: str) -> str:
    return say(f"records.{record_type}", desk.language)
