"""Handing what a person carries to a successor, each by the service that it belongs to."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.accountability.services import reassign
from initiatives.base.errors import Invalid
from initiatives.base.records import required
from initiatives.measures.services import revise_measure
from initiatives.people.models import User
from initiatives.portfolio.rules.charter import Charter
from initiatives.portfolio.services import revise_charter
from initiatives.shortfalls.services import assign_shortfall
from initiatives.status.queries.succession import chosen

Hand = Callable[[User, Any, User, str], object]


def hand_commitment(actor: User, record: Any, to: User, reason: str) -> object:
    return reassign(actor=actor, commitment=record, owner=to, reason=reason)


def hand_shortfall(actor: User, record: Any, to: User, reason: str) -> object:
    return assign_shortfall(actor=actor, shortfall=record, owner=to, reason=reason)


def hand_measure(actor: User, record: Any, to: User, reason: str) -> object:
    return revise_measure(actor=actor, measure=record, owner=to)


def hand_initiative(actor: User, record: Any, to: User, reason: str) -> object:
    charter = replace(Charter.of(record), owner=to)
    return revise_charter(actor=actor, initiative=record, charter=charter, reason=reason)


HANDS: dict[str, Hand] = {
    "commitment": hand_commitment,
    "shortfall": hand_shortfall,
    "measure": hand_measure,
    "initiative": hand_initiative,
}


@transaction.atomic
def hand_over(
    *, actor: User, person: User, successor: User, keys: Iterable[str], reason: str
) -> int:
    """Everything named by keys such as `commitment-7` has the successor as its owner; how many.

    All of it or nothing: the rules of each are asked, and the first that says no ends it, by
    NotAllowed or Invalid. What the person does not carry any more is left out.
    """
    required(reason=reason)
    if successor.pk == person.pk:
        raise Invalid(
            {
                "successor": _("%(person)s carries it already. Choose somebody else.")
                % {"person": person}
            }
        )
    handed = 0
    for kind, records in chosen(actor, person, keys).items():
        for record in records:
            HANDS[kind](actor, record, successor, reason)
            handed += 1
    if not handed:
        raise Invalid({"keys": _("Choose at least one thing to hand over.")})
    return handed
