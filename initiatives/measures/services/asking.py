"""Whom the tracker asks about a measure by itself."""

from initiatives.measures.models import Measure
from initiatives.people.models import User
from initiatives.people.queries import answering_for


def whom_to_ask(measure: Measure) -> User | None:
    """Its owner, else the initiative's owner or sponsor, else the equity lead of its entity.

    Only who can still sign in; None where there is nobody at all.
    """
    initiative = measure.initiative
    for person in (measure.owner, initiative.owner, initiative.sponsor):
        if person is not None and person.is_active:
            return person
    return answering_for(initiative.entity)
