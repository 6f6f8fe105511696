"""Choosing the monthly mail, and what it says."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.accountability.letters import Letter
from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import locked, plain, touch
from initiatives.exports import queries, rules
from initiatives.exports.briefing import Briefing, briefing, page
from initiatives.exports.choices import MonthlyDay
from initiatives.exports.models import MonthlyMail
from initiatives.history.services import record
from initiatives.people.models import Entity, User
from initiatives.people.queries import root_in_sight
from initiatives.status.past import months_before

CHOSEN = ("when", "day", "entity")


@transaction.atomic
def choose_monthly(
    *,
    actor: User,
    when: str,
    day: int | None = None,
    entity: Entity | None = None,
    version: int | None = None,
) -> MonthlyMail | None:
    """Set when one's own mail comes and of what; an empty `when` ends it, and nothing is kept.

    It is part of one's own record: `version` is that of the person, and moves with it.
    """
    person = locked(actor, version)
    check(actor, when, day, entity)
    before = queries.monthly_mail(actor)
    values: dict[str, Any] = {
        "when": when,
        "day": day if when == MonthlyDay.DAY else None,
        "entity": entity,
    }
    then = {name: getattr(before, name) if before else None for name in CHOSEN}
    now = values if when else dict.fromkeys(CHOSEN)
    if then == now:
        return before
    if before and not when:
        before.delete()
    if when:
        since = {"chosen_at": clock.now()}
        MonthlyMail.objects.update_or_create(person=actor, defaults=values | since)
    touch(person)
    record(
        actor=actor,
        verb="chose the monthly mail of",
        subject=actor,
        before={name: plain(value) for name, value in then.items()},
        after={name: plain(value) for name, value in now.items()},
    )
    return queries.monthly_mail(actor)


def check(actor: User, when: str, day: int | None, entity: Entity | None) -> None:
    """Raises Invalid for a day that not every month has and for an entity out of sight."""
    if not when:
        return
    if when not in MonthlyDay.values:
        raise Invalid({"when": _("Choose when the mail comes, or no mail.")})
    if when == MonthlyDay.DAY and (day is None or not 1 <= day <= 28):
        raise Invalid({"day": _("Give a day from 1 to 28, which every month has.")})
    rules.may_have_monthly(actor).require()
    if not (there := rules.may_have_monthly(actor, entity)):
        raise Invalid({"entity": there.why})


def letter_to(person: User) -> Letter | None:
    """This month's mail to a person as they chose it and may see it now; None where none goes.

    It is in the language that is active.
    """
    chosen = queries.monthly_mail(person)
    if chosen is None or not rules.may_have_monthly(person, chosen.entity):
        return None
    found = briefing_for(person, chosen.entity)
    if found is None:
        return None
    subject = _("The status at %(entity)s: %(summary)s") % {
        "entity": found.entity.short_name,
        "summary": found.summary,
    }
    context = {"found": found, "choice_url": page("monthly_mail")}
    return Letter(subject[:200], "mail/monthly", context)


def briefing_for(person: User, entity: Entity | None) -> Briefing | None:
    """The briefing of a month at an entity, or at the highest in a person's sight."""
    place = entity or root_in_sight(person)
    return briefing(person, place, months_before(1)) if place else None
