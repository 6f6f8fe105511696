"""In how many ways a shortfall was found: each is a source of its own."""

from datetime import date

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import locked, required
from initiatives.history.services import kind_of, record
from initiatives.history.services.recording import LABEL_LENGTH
from initiatives.measures.models import Signal
from initiatives.people.models import User
from initiatives.shortfalls import rules
from initiatives.shortfalls.choices import STANDING, FoundBy
from initiatives.shortfalls.models import Shortfall, ShortfallSource

BY_HAND = (FoundBy.PERSON, FoundBy.REVIEW, FoundBy.ASSESSMENT, FoundBy.FEEDBACK)


def note_source(
    shortfall: Shortfall,
    *,
    kind: str,
    found_on: date,
    found_by: User | None = None,
    note: str = "",
    about: Model | None = None,
) -> ShortfallSource:
    """A source of a shortfall, within the transaction and the event of what found it.

    `about` is the record that showed it: a signal, a commitment, an assessment, a voice.
    """
    return ShortfallSource.objects.create(
        shortfall=shortfall,
        kind=kind,
        found_on=found_on,
        found_by=found_by,
        note=note,
        signal=about if isinstance(about, Signal) else None,
        about_kind=kind_of(about) if about else "",
        about_id=about.pk if about else None,
        about_label=str(about)[:LABEL_LENGTH] if about else "",
    )


@transaction.atomic
def add_source(
    *,
    actor: User,
    shortfall: Shortfall,
    kind: str,
    note: str,
    found_on: date | None = None,
    about: Model | None = None,
    version: int | None = None,
) -> Shortfall:
    """Say that it was found in another way too; raises Invalid for what says nothing."""
    rules.may_add_source(actor, shortfall).require()
    required(what_showed_it=note)
    if kind not in BY_HAND:
        raise Invalid({"kind": _("What the tracker finds by itself, it notes by itself.")})
    today = clock.today(actor.time_zone)
    if found_on and found_on > today:
        raise Invalid({"found_on": _("It cannot have been found in the future.")})
    shortfall = locked(shortfall, version)
    if shortfall.state not in STANDING:
        word = shortfall.get_state_display().lower()
        raise Invalid(
            {
                "state": _("%(reference)s is %(word)s, so nothing is added to it.")
                % {"reference": shortfall.reference, "word": word}
            }
        )
    source = note_source(
        shortfall,
        kind=kind,
        found_on=found_on or today,
        found_by=actor,
        note=note.strip(),
        about=about,
    )
    record(
        actor=actor,
        verb="found again",
        subject=shortfall,
        after={"found_by": source.get_kind_display()},
    )
    return shortfall
