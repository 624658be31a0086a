"""All the rows of the demonstration, ready to be written into an empty space."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from intake_app.domain.base import NewId, SyncedRow
from sync.server.demonstration.enrolment_rows import write_enrolments
from sync.server.demonstration.follow_up_rows import write_follow_ups
from sync.server.demonstration.neighbourhood_rows import write_places
from sync.server.demonstration.offer_rows import write_cohort, write_offers
from sync.server.demonstration.path_rows import write_paths
from sync.server.demonstration.resident_rows import write_residents
from sync.server.demonstration.scans import write_scans
from sync.server.demonstration.scribe import Scribe, seeded_ids
from sync.server.demonstration.stays import decide_stays
from sync.server.demonstration.workshop_rows import write_first_workshops, write_workshops

SEED = "demonstration"


def demonstration_rows(space_id: UUID, today: date, new_id: NewId | None = None) -> list[SyncedRow]:
    """The rows of a space around `today`, parents before children; the same each time unless `new_id` says otherwise.

    Sixty residents in four neighbourhoods, five members of staff (the caretaker is called Nadia), workshops held and to
    come, follow-ups late, due and done. Nothing is stamped later than the day before `today`.
    """
    scribe = Scribe(space_id, today, new_id or seeded_ids(SEED, today))
    ids = write_places(scribe)
    residents = write_residents(scribe, ids)
    cohort, offers = write_cohort(scribe, ids), write_offers(scribe, ids)
    stays = decide_stays(scribe, residents, write_first_workshops(scribe, ids, residents))
    write_workshops(scribe, ids, residents, stays)
    write_paths(scribe, ids, residents, stays, offers)
    write_enrolments(scribe, ids, stays, cohort)
    write_scans(scribe)
    write_follow_ups(scribe, residents)
    return scribe.sorted_rows()
