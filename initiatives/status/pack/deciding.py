"""The decisions that wait for whose pack it is, within its scope."""

from initiatives.accountability.models import Commitment
from initiatives.base.models import Record
from initiatives.shortfalls.models import Shortfall
from initiatives.status.deciding.queries import decisions
from initiatives.status.deciding.rules import Decision
from initiatives.status.pack.asking import Asked
from initiatives.status.pack.parts import Section
from initiatives.status.rules import count

METHOD = (
    "At most three, the weightiest first and among equals the oldest: an unanswered severe or high "
    "shortfall, a commitment long overdue, an initiative without an owner, a proposed shortfall."
)
WITHHELD = "confidential, its words stay in the log"


def deciding(asked: Asked) -> tuple[Section, int]:
    """The section, and how many decisions it has."""
    found = decisions(asked.viewer)
    here = [one for one in found if asked.entity.pk in one.record.entity.lineage]  # type: ignore[attr-defined]
    nothing = f"Nothing at {asked.entity} waits for a decision by {asked.viewer}."
    said = [said_of(one) for one in here] or [nothing]
    elsewhere = len(found) - len(here)
    if elsewhere:
        number = count(elsewhere, "more waits", "more wait")
        said.append(f"{number} for {asked.viewer} elsewhere in the system.")
    return Section("Needs your decision", tuple(said), method=METHOD, numbered=bool(here)), len(
        here
    )


def said_of(one: Decision) -> str:
    """What waits, for how long, and what comes next."""
    days = f"It has waited {count(one.days, 'day')}." if one.days > 0 else ""
    said = [
        named(one.record),
        one.sentence,
        one.why,
        days,
        f"Next: {one.actions[0].label}." if one.actions else "",
    ]
    return " ".join(filter(None, said))


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
