"""What a choice fills in by itself: an action its title, times and partner, a site its neighbourhood.

Only what is empty, or was filled in by the choice before, is filled in: nothing that somebody typed is overwritten.
"""

from __future__ import annotations

from dataclasses import replace

from intake_app.domain.usual_times import times_of_action
from intake_app.services.actions import ActionRow
from ui.workshops.workshop_content import SlotText, WorkshopText
from ui.workshops.workshop_models import follow_template
from ui.workshops.workshop_opening import Opening, action_title


def first_content(opening: Opening) -> WorkshopText:
    """A new form: where the staff member works, led by them."""
    site_id = str(opening.staff.site_id or "") if opening.staff else ""
    return WorkshopText().with_fields(
        site_id=site_id if opening.site(site_id) else "",
        neighbourhood_id=opening.usual_neighbourhood,
        facilitators=_facilitators(opening, None),
        language="en" if _is_english(opening, opening.usual_neighbourhood) else "fr",
    )


def follow_choices(opening: Opening, before: WorkshopText, now: WorkshopText) -> WorkshopText:
    """The content with what the choices made since `before` fill in."""
    now = follow_template(opening, before, now)
    if now.fields["action_id"] != before.fields["action_id"]:
        chosen, former = (opening.action(text.fields["action_id"]) for text in (now, before))
        now = _follow_action(opening, former, chosen, now)
    site = opening.site(now.fields["site_id"])
    if site is not None and now.fields["site_id"] != before.fields["site_id"]:
        now = now.with_fields(neighbourhood_id=str(site.neighbourhood_id))
    return now


def _follow_action(
    opening: Opening, former: ActionRow | None, chosen: ActionRow | None, now: WorkshopText
) -> WorkshopText:
    fields = {}
    if now.fields["title"].strip() in ("", action_title(former) if former else ""):
        fields["title"] = action_title(chosen) if chosen else ""
    if now.fields["facilitators"].strip() in ("", _facilitators(opening, former)):
        fields["facilitators"] = _facilitators(opening, chosen)
    times = times_of_action(action_title(chosen)) if chosen else None
    slots = tuple(_at(slot, times, former) for slot in now.slots)
    return replace(now.with_fields(**fields), slots=slots)


def _at(slot: SlotText, times: tuple[str, str] | None, former: ActionRow | None) -> SlotText:
    """The slot at these times, unless somebody chose its own."""
    usual_before = times_of_action(action_title(former)) if former else None
    if times is None or (slot.start, slot.end) not in (("", ""), usual_before):
        return slot
    return replace(slot, start=times[0], end=times[1])


def _is_english(opening: Opening, neighbourhood_id: str) -> bool:
    found = (row.country for row in opening.neighbourhoods if str(row.id) == neighbourhood_id)
    return next(found, "FR") != "FR"


def _facilitators(opening: Opening, action: ActionRow | None) -> str:
    names = [opening.staff.short_name if opening.staff else "", (action.partner or "") if action else ""]
    return ", ".join(name for name in names if name)
