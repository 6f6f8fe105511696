"""Status marks: what each state looks like. A shape and a word carry it; colour only helps."""

from typing import NamedTuple

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _


class Mark(NamedTuple):
    """A word, the icon that is its shape, and the tone: good, concern, alarm, neutral or plain."""

    word: str
    icon: str
    tone: str


MARKS = {
    "on_track": Mark(_("On track"), "circle-check", "good"),
    "at_risk": Mark(_("At risk"), "triangle-alert", "concern"),
    "off_track": Mark(_("Off track"), "octagon-alert", "alarm"),
    "unknown": Mark(_("Unknown"), "circle-help", "neutral"),
    "gap": Mark(_("No initiative"), "circle-dashed", "neutral"),
    "overdue": Mark(_("Overdue"), "circle-alert", "concern"),
    "due": Mark(_("Due"), "clock", "plain"),
    "met": Mark(_("Met"), "circle-check", "good"),
    "partly": Mark(_("Partly"), "circle-dot", "concern"),
    "not_met": Mark(_("Not met"), "octagon-alert", "alarm"),
    "not_applicable": Mark(_("Not applicable"), "circle-minus", "neutral"),
    "low": Mark(_("Low"), "chevron-down", "neutral"),
    "moderate": Mark(_("Moderate"), "equal", "plain"),
    "high": Mark(_("High"), "chevron-up", "concern"),
    "severe": Mark(_("Severe"), "chevrons-up", "alarm"),
    "accepted": Mark(_("Accepted"), "circle-check", "good"),
    "question": Mark(_("Accepted with a question"), "circle-help", "concern"),
    "refused": Mark(_("Refused"), "ban", "alarm"),
    "open": Mark(_("Open"), "circle-dot", "plain"),
    "fulfilled": Mark(_("Fulfilled"), "circle-check", "good"),
    "withdrawn": Mark(_("Withdrawn"), "circle-minus", "neutral"),
    "closed": Mark(_("Closed"), "circle-check", "neutral"),
    "merged": Mark(_("Merged"), "circle-minus", "neutral"),
    "confidential": Mark(_("Confidential"), "shield-check", "concern"),
    "dismissed": Mark(_("Dismissed"), "circle-minus", "neutral"),
    "over": Mark(_("Over"), "circle-minus", "neutral"),
    "owed": Mark(_("Owed"), "clock", "plain"),
    "sent": Mark(_("Sent"), "mail", "plain"),
    "lapsed": Mark(_("Lapsed"), "circle-minus", "neutral"),
    "asked": Mark(_("Asked"), "circle-help", "plain"),
    "declined": Mark(_("Declined"), "ban", "neutral"),
    "ended": Mark(_("Ended"), "circle-minus", "neutral"),
    "cancelled": Mark(_("Cancelled"), "circle-minus", "neutral"),
    "pending": Mark(_("Pending"), "clock", "plain"),
    "waiting": Mark(_("Waiting"), "clock", "plain"),
    "ready": Mark(_("Ready"), "circle-check", "good"),
    "failed": Mark(_("Failed"), "octagon-alert", "alarm"),
    "active": Mark(_("Active"), "circle-check", "good"),
    "disabled": Mark(_("Disabled"), "ban", "concern"),
    "running": Mark(_("Running"), "circle-check", "good"),
    "held": Mark(_("Held for a look"), "circle-alert", "concern"),
    "stopped": Mark(_("Stopped"), "ban", "alarm"),
    "previewed": Mark(_("Previewed"), "file-text", "plain"),
    "written": Mark(_("Written"), "circle-check", "good"),
    "discarded": Mark(_("Discarded"), "circle-minus", "neutral"),
    "in_force": Mark(_("In force"), "circle-check", "good"),
    "idea": Mark(_("Idea"), "circle-dashed", "plain"),
    "proposed": Mark(_("Proposed"), "circle-dashed", "plain"),
    "approved": Mark(_("Approved"), "circle", "plain"),
    "planning": Mark(_("Planning"), "circle", "plain"),
    "testing": Mark(_("Testing"), "circle-dot", "plain"),
    "implementing": Mark(_("Implementing"), "circle-dot", "plain"),
    "sustaining": Mark(_("Sustaining"), "circle-check", "plain"),
    "spread": Mark(_("Spread"), "circle-check", "plain"),
    "on_hold": Mark(_("On hold"), "circle-minus", "neutral"),
    "stalled": Mark(_("Stalled"), "clock", "concern"),
    "common": Mark(_("Chance variation"), "circle", "neutral"),
    "improving": Mark(_("Sign of improvement"), "circle-check", "good"),
    "worsening": Mark(_("Sign of concern"), "triangle-alert", "concern"),
    "unusual": Mark(_("Unusual"), "circle-alert", "plain"),
    "behind": Mark(_("Behind"), "triangle-alert", "concern"),
    "ahead": Mark(_("Ahead"), "circle-check", "good"),
    "no_gap": Mark(_("No gap detected"), "equal", "plain"),
    "few": Mark(_("Too few to say"), "circle-help", "neutral"),
    "masked": Mark(_("Masked"), "circle-dashed", "neutral"),
    "reference": Mark(_("Compared with"), "flag", "plain"),
    "direct": Mark(_("Direct"), "equal", "plain"),
    "partial": Mark(_("Partial"), "circle-dot", "plain"),
    "contextual": Mark(_("Contextual"), "circle-dashed", "plain"),
    "live": Mark(_("In force"), "circle-dot", "plain"),
    "upcoming": Mark(_("Applies later"), "clock", "plain"),
    "voluntary": Mark(_("Voluntary"), "circle", "plain"),
    "new": Mark(_("New"), "plus", "plain"),
    "changed": Mark(_("Changed"), "pencil", "plain"),
    "same": Mark(_("The same"), "equal", "neutral"),
    "earlier": Mark(_("Earlier version"), "history", "neutral"),
    "retired": Mark(_("Retired"), "circle-minus", "neutral"),
    "not_verified": Mark(_("Not verified"), "circle-help", "concern"),
    "increase": Mark(_("Increase"), "arrow-up", "plain"),
    "decrease": Mark(_("Decrease"), "arrow-down", "plain"),
}


def mark_of(value: object, word: object = "") -> Mark:
    """The mark of a state, under another word where one is given; what has no mark is plain."""
    key = str(value)
    known = MARKS.get(key) or Mark(key.replace("_", " ").capitalize(), "circle", "plain")
    return known._replace(word=str(word) if word else gettext(known.word))


def due_mark(days: int) -> Mark:
    """How far off a due date is: negative days are overdue."""
    if days < 0:
        late = ngettext("Overdue %(n)d day", "Overdue %(n)d days", -days) % {"n": -days}
        return mark_of("overdue", late)
    if days == 0:
        return mark_of("due", gettext("Due today"))
    if days == 1:
        return mark_of("due", gettext("Due tomorrow"))
    return mark_of("due", ngettext("Due in %(n)d day", "Due in %(n)d days", days) % {"n": days})
