"""The decisions that wait for whose pack it is, within its scope."""

from django.utils.translation import gettext, ngettext

from initiatives.accountability.models import Commitment
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.models import Record
from initiatives.shortfalls.models import Shortfall
from initiatives.status.deciding.queries import decisions
from initiatives.status.deciding.rules import Decision
from initiatives.status.pack.asking import Asked
from initiatives.status.pack.parts import Section

METHOD = _(
    "At most three, the weightiest first and among equals the oldest: an unanswered severe or high "
    "shortfall, a commitment long overdue, an initiative without an owner, a proposed shortfall."
)
WITHHELD = _("confidential, its words stay in the log")


def deciding(asked: Asked) -> tuple[Section, int]:
    """The section, and how many decisions it has."""
    found = decisions(asked.viewer)
    here = [one for one in found if asked.entity.pk in one.record.entity.lineage]  # type: ignore[attr-defined]
    nothing = gettext("Nothing at %(entity)s waits for a decision by %(viewer)s.") % {
        "entity": asked.entity,
        "viewer": asked.viewer,
    }
    said = [said_of(one) for one in here] or [nothing]
    elsewhere = len(found) - len(here)
    if elsewhere:
        more = ngettext(
            "%(number)d more waits for %(viewer)s elsewhere in the system.",
            "%(number)d more wait for %(viewer)s elsewhere in the system.",
            elsewhere,
        )
        said.append(more % {"number": elsewhere, "viewer": asked.viewer})
    return Section(
        gettext("Needs your decision"), tuple(said), method=METHOD, numbered=bool(here)
    ), len(here)


def said_of(one: Decision) -> str:
    """What waits, for how long, and what comes next."""
    waited = ngettext("It has waited %(days)d day.", "It has waited %(days)d days.", one.days)
    said = [
        named(one.record),
        one.sentence,
        one.why,
        waited % {"days": one.days} if one.days > 0 else "",
        gettext("Next: %(actions)s.") % {"actions": one.actions[0].label} if one.actions else "",
    ]
    return " ".join(map(str, filter(None, said)))  # some are looked up only here


def named(record: Record) -> str:
    """The reference and title of a record; of what is confidential the reference alone."""
    return f"{record.reference} ({WITHHELD})" if is_confidential(record) else with_reference(record)


def with_reference(record: Record) -> str:
    title = str(record)
    return title if title.startswith(record.reference) else f"{record.reference} {title}"


def is_confidential(record: Record) -> bool:
    """Whether it is a confidential shortfall, or a promise that answers one.

    A pack is passed on, maybe to people who are not let in on it.
    """
    about = record.shortfall if isinstance(record, Commitment) else record
    return isinstance(about, Shortfall) and about.confidential
