"""A funder's logo goes to the laptops of every area; an attachment of somebody does not by calling itself one."""

from __future__ import annotations

from uuid import uuid4

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.attachment import FUNDER_LOGO, Attachment
from intake_app.domain.programme import Action
from intake_app.services.logos import add_logo, list_logos
from sync.server.handle import Server
from sync.server.spaces import seed_rows
from tests.common.areas import Made, MadeAreas, full_file
from tests.common.logos import png


def test_a_logo_reaches_a_laptop_of_another_area_with_its_picture(server: Server, made: Made, areas: MadeAreas) -> None:
    whole, north = made(), made(areas.north)
    action_id = uuid4()
    titles = {"title_fr": "3h pour l’emploi", "title_en": "3 hours for work"}
    common = {"space_id": whole.space.space_id, "created_at": server.centre.clock(), "created_by": None}
    seed_rows(server.centre, whole.space.space_id, [Action.model_validate({"id": action_id, **titles, **common})])
    whole.exchange()
    whole.store.run(add_logo, whole.actor, whole.store.blobs, png(), action_id)
    whole.exchange()
    for _time in range(2):
        north.exchange()
    assert [one.content for one in north.store.read(list_logos, north.store.blobs, [action_id])] == [png()]
    north.assert_right()


def test_what_belongs_to_somebody_stays_in_their_area(made: Made, areas: MadeAreas) -> None:
    whole, north = made(), made(areas.north)
    who = full_file(whole, "AILLEURS", neighbourhood_id=areas.south)
    name = whole.store.blobs.add(png())

    def pretend(session: Session, actor: Actor) -> None:
        values = {"kind": FUNDER_LOGO, "media_type": "image/png", "byte_count": len(png()), "sha256": name}
        session.add(actor.create(Attachment, id=uuid4(), resident_id=who, **values))

    whole.store.run(pretend, whole.actor)
    whole.exchange()
    north.exchange()
    assert north.ids("attachment") == set()
