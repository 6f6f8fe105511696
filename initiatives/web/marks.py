"""Status marks: what each state looks like. A shape and a word carry it; colour only helps."""

from typing import NamedTuple


class Mark(NamedTuple):
    """A word, the icon that is its shape, and the tone: good, concern, alarm, neutral or plain."""

    word: str
    icon: str
    tone: str


MARKS = {
    "on_track": Mark("On track", "circle-check", "good"),
    "at_risk": Mark("At risk", "triangle-alert", "concern"),
    "off_track": Mark("Off track", "octagon-alert", "alarm"),
    "unknown": Mark("Unknown", "circle-help", "neutral"),
    "gap": Mark("No initiative", "circle-dashed", "neutral"),
    "overdue": Mark("Overdue", "circle-alert", "concern"),
    "due": Mark("Due", "clock", "plain"),
    "met": Mark("Met", "circle-check", "good"),
    "partly": Mark("Partly", "circle-dot", "concern"),
    "not_met": Mark("Not met", "octagon-alert", "alarm"),
    "not_applicable": Mark("Not applicable", "circle-minus", "neutral"),
    "low": Mark("Low", "chevron-down", "neutral"),
    "moderate": Mark("Moderate", "equal", "plain"),
    "high": Mark("High", "chevron-up", "concern"),
    "severe": Mark("Severe", "chevrons-up", "alarm"),
    "accepted": Mark("Accepted", "circle-check", "good"),
    "question": Mark("Accepted with a question", "circle-help", "concern"),
    "refused": Mark("Refused", "ban", "alarm"),
    "open": Mark("Open", "circle-dot", "plain"),
    "fulfilled": Mark("Fulfilled", "circle-check", "good"),
    "withdrawn": Mark("Withdrawn", "circle-minus", "neutral"),
    "closed": Mark("Closed", "circle-check", "neutral"),
    "merged": Mark("Merged", "circle-minus", "neutral"),
    "confidential": Mark("Confidential", "shield-check", "concern"),
    "dismissed": Mark("Dismissed", "circle-minus", "neutral"),
    "over": Mark("Over", "circle-minus", "neutral"),
    "owed": Mark("Owed", "clock", "plain"),
    "sent": Mark("Sent", "mail", "plain"),
    "lapsed": Mark("Lapsed", "circle-minus", "neutral"),
    "asked": Mark("Asked", "circle-help", "plain"),
    "declined": Mark("Declined", "ban", "neutral"),
    "ended": Mark("Ended", "circle-minus", "neutral"),
    "cancelled": Mark("Cancelled", "circle-minus", "neutral"),
    "pending": Mark("Pending", "clock", "plain"),
    "waiting": Mark("Waiting", "clock", "plain"),
    "ready": Mark("Ready", "circle-check", "good"),
    "failed": Mark("Failed", "octagon-alert", "alarm"),
    "active": Mark("Active", "circle-check", "good"),
    "disabled": Mark("Disabled", "ban", "concern"),
    "running": Mark("Running", "circle-check", "good"),
    "held": Mark("Held for a look", "circle-alert", "concern"),
    "stopped": Mark("Stopped", "ban", "alarm"),
    "previewed": Mark("Previewed", "file-text", "plain"),
    "written": Mark("Written", "circle-check", "good"),
    "discarded": Mark("Discarded", "circle-minus", "neutral"),
    "in_force": Mark("In force", "circle-check", "good"),
    "idea": Mark("Idea", "circle-dashed", "plain"),
    "proposed": Mark("Proposed", "circle-dashed", "plain"),
    "approved": Mark("Approved", "circle", "plain"),
    "planning": Mark("Planning", "circle", "plain"),
    "testing": Mark("Testing", "circle-dot", "plain"),
    "implementing": Mark("Implementing", "circle-dot", "plain"),
    "sustaining": Mark("Sustaining", "circle-check", "plain"),
    "spread": Mark("Spread", "circle-check", "plain"),
    "on_hold": Mark("On hold", "circle-minus", "neutral"),
    "stalled": Mark("Stalled", "clock", "concern"),
    "common": Mark("Chance variation", "circle", "neutral"),
    "improving": Mark("Sign of improvement", "circle-check", "good"),
    "worsening": Mark("Sign of concern", "triangle-alert", "concern"),
    "unusual": Mark("Unusual", "circle-alert", "plain"),
    "behind": Mark("Behind", "triangle-alert", "concern"),
    "ahead": Mark("Ahead", "circle-check", "good"),
    "no_gap": Mark("No gap detected", "equal", "plain"),
    "few": Mark("Too few to say", "circle-help", "neutral"),
    "masked": Mark("Masked", "circle-dashed", "neutral"),
    "reference": Mark("Compared with", "flag", "plain"),
    "direct": Mark("Direct", "equal", "plain"),
    "partial": Mark("Partial", "circle-dot", "plain"),
    "contextual": Mark("Contextual", "circle-dashed", "plain"),
    "live": Mark("In force", "circle-dot", "plain"),
    "upcoming": Mark("Applies later", "clock", "plain"),
    "voluntary": Mark("Voluntary", "circle", "plain"),
    "retired": Mark("Retired", "circle-minus", "neutral"),
    "not_verified": Mark("Not verified", "circle-help", "concern"),
    "increase": Mark("Increase", "arrow-up", "plain"),
    "decrease": Mark("Decrease", "arrow-down", "plain"),
}


def mark_of(value: object, word: object = "") -> Mark:
    """The mark of a state, under another word where one is given; what has no mark is plain."""
    key = str(value)
    known = MARKS.get(key) or Mark(key.replace("_", " ").capitalize(), "circle", "plain")
    return known._replace(word=str(word)) if word else known


def due_mark(days: int) -> Mark:
    """How far off a due date is: negative days are overdue."""
    if days < 0:
        return mark_of("overdue", f"Overdue {-days} day{'' if days == -1 else 's'}")
    if days == 0:
        return mark_of("due", "Due today")
    return mark_of("due", "Due tomorrow" if days == 1 else f"Due in {days} days")
