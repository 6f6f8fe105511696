"""Keeping policies: a new version, what it would change, and doing without one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from initiatives.accountability import rules
from initiatives.accountability.choices import (
    Audience,
    CommitmentKind,
    CommitmentState,
    DayCount,
    ReminderState,
)
from initiatives.accountability.models import Commitment, Policy, PolicyStep, Reminder
from initiatives.accountability.queries import governed, latest_number, policies_in_force
from initiatives.accountability.queries.policies import KEPT
from initiatives.accountability.rules.steps import Step
from initiatives.accountability.services.plan import plan
from initiatives.base.errors import Invalid, Stale
from initiatives.base.lazy import format_lazy
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.records import change, locked, one_at_a_time, required
from initiatives.history.services import record
from initiatives.people.models import Entity, User
from initiatives.people.rules import check_takes_new

LADDER = (Audience.OWNER, Audience.SPONSOR, Audience.LEAD, Audience.EXECUTIVE)
MOST_STEPS = 24
FARTHEST = 365  # days
CHANGED = _(
    "Somebody else changed this policy while you had it open. Look at it again, "
    "then repeat your change."
)
TOO_RARE = format_lazy(
    _("At most {days} days, so that nothing that is overdue falls silent for longer."),
    days=FARTHEST,
)


@dataclass(frozen=True)
class Terms:
    """What a policy says: whom to tell when, how often again, and when nobody is written to."""

    steps: Sequence[Step]
    days: str = DayCount.CALENDAR
    repeat_every: int = 7
    repeat_longest: int = 28
    quiet_from: time = time(18)
    quiet_until: time = time(7)
    shortfall_after: int = 30


@dataclass
class Effect:
    """What a policy would change now: for how many commitments it decides, who is told besides,

    and who no more. The lists hold reminders that no row stands for any longer.
    """

    commitments: int
    told: list[Reminder] = field(default_factory=list)
    spared: list[Reminder] = field(default_factory=list)


@transaction.atomic
def keep_policy(
    *, actor: User, entity: Entity | None, kind: str, terms: Terms, last: int | None = None
) -> Policy:
    """A new version of the policy for a kind at an entity; it is in force from now on.

    What was owed under the version before lapses, and is owed again where the new one asks for it.
    Raises Invalid for terms that cannot be kept, and Stale when `last` is given, as the number of
    the latest version (0 where there is none), and there is a later one.
    """
    rules.may_keep_policies(actor, entity).require()
    if entity is not None:
        check_takes_new(entity)
    check_terms(kind, terms)
    policy, before = put_in_force(entity, kind, terms, last)
    record(
        actor=actor,
        verb=KEPT,
        subject=policy,
        before=in_words(before) if before else {},
        after=in_words(policy),
    )
    return policy


def put_in_force(
    entity: Entity | None, kind: str, terms: Terms, known: int | None = None
) -> tuple[Policy, Policy | None]:
    """The new version, and the one that it takes the place of; raises Stale as `keep_policy`."""
    one_at_a_time("policies")
    policies_in_force()  # the first version of the system's is the product's
    last = latest_number(entity, kind)
    if known is not None and known != last:
        raise Stale(CHANGED)
    before = Policy.objects.filter(entity=entity, kind=kind, in_force=True).first()
    if before:
        change(before, in_force=False)
    policy = Policy.objects.create(
        entity=entity,
        kind=kind,
        number=last + 1,
        days=terms.days,
        repeat_every=terms.repeat_every,
        repeat_longest=terms.repeat_longest,
        quiet_from=terms.quiet_from,
        quiet_until=terms.quiet_until,
        shortfall_after=terms.shortfall_after,
    )
    PolicyStep.objects.bulk_create(
        PolicyStep(policy=policy, audience=step.audience, days=step.days, urgent=step.urgent)
        for step in terms.steps
    )
    lapse_owed(policy)
    return policy, before


@transaction.atomic
def retire_policy(
    *, actor: User, policy: Policy, reason: str, version: int | None = None
) -> Policy:
    """Do without a policy: the next one upward decides. Not possible for the whole system's."""
    rules.may_keep_policies(actor, policy.entity).require()
    required(reason=reason)
    one_at_a_time("policies")
    policy = locked(policy, version)
    if policy.entity is None and not policy.kind:
        raise Invalid(
            {"policy": gettext("The policy of the whole system can be changed, not removed.")}
        )
    if not policy.in_force:
        raise Invalid({"policy": gettext("This version is not in force any more.")})
    lapse_owed(policy)
    change(policy, in_force=False)
    record(actor=actor, verb="retired", subject=policy, before=in_words(policy), reason=reason)
    return policy


def lapse_owed(policy: Policy) -> None:
    """What is owed for commitments that this policy decides about is asked for anew."""
    where = governed(policies_in_force()).get(policy.pk)
    if where is None:
        return
    open_ones = Commitment.objects.filter(where, state=CommitmentState.OPEN).order_by()
    Reminder.objects.filter(state=ReminderState.OWED, commitment__in=open_ones.values("pk")).update(
        state=ReminderState.LAPSED, note="The policy was changed.", delivery=None
    )


def effect_of_policy(*, actor: User, entity: Entity | None, kind: str, terms: Terms) -> Effect:
    """What keeping these terms would change now, without keeping them."""
    rules.may_keep_policies(actor, entity).require()
    check_terms(kind, terms)
    with transaction.atomic():
        plan()
        before = owed_now()
        policy, _ = put_in_force(entity, kind, terms)
        plan()
        after = owed_now()
        where = governed(policies_in_force()).get(policy.pk)
        open_ones = Commitment.objects.filter(state=CommitmentState.OPEN)
        size = open_ones.filter(where).count() if where is not None else 0
        transaction.set_rollback(True)
    return Effect(
        size,
        [after[key] for key in after.keys() - before.keys()],
        [before[key] for key in before.keys() - after.keys()],
    )


def owed_now() -> dict[tuple[Any, ...], Reminder]:
    """What is owed, by what makes two reminders the same to those who get them."""
    rows = Reminder.objects.filter(state=ReminderState.OWED).select_related(
        "commitment", "recipient"
    )
    return {(row.commitment_id, row.recipient_id, row.audience): row for row in rows}


def check_terms(kind: str, terms: Terms) -> None:
    """Raises Invalid, field by field, for a policy that could not be kept."""
    errors = {
        "kind": kind_error(kind),
        "days": ""
        if terms.days in DayCount.values
        else gettext("Count calendar days or working days."),
        "steps": steps_error(terms.steps),
        "repeat_every": repeat_error(terms.repeat_every),
        "repeat_longest": longest_error(terms),
        "shortfall_after": ""
        if 1 <= terms.shortfall_after <= FARTHEST
        else gettext("From 1 to %(farthest)s days.") % {"farthest": FARTHEST},
    }
    if found := {name: message for name, message in errors.items() if message}:
        raise Invalid(found)


def kind_error(kind: str) -> str:
    known = kind == "" or kind in CommitmentKind.values
    return (
        ""
        if known
        else gettext("There is no kind of commitment called %(kind)s.") % {"kind": f"{kind!r}"}
    )


def repeat_error(every: int) -> str:
    if every < 1:
        return gettext("A repeat needs at least one day between, or it would never end.")
    return "" if every <= FARTHEST else TOO_RARE


def longest_error(terms: Terms) -> str:
    if terms.repeat_longest < terms.repeat_every:
        return gettext("The longest pause cannot be shorter than the first.")
    return "" if terms.repeat_longest <= FARTHEST else TOO_RARE


def steps_error(steps: Sequence[Step]) -> str:
    """Why these steps cannot be kept; nothing if they can."""
    checks = (no_owner, too_many, too_far, twice, early, downward)
    return next((message for check in checks if (message := check(steps))), "")


def no_owner(steps: Sequence[Step]) -> str:
    told = any(step.audience == Audience.OWNER for step in steps)
    return "" if told else gettext("Nobody would be told: at least one step must be for the owner.")


def too_many(steps: Sequence[Step]) -> str:
    return (
        ""
        if len(steps) <= MOST_STEPS
        else gettext("%(most_steps)s steps are enough for anybody.") % {"most_steps": MOST_STEPS}
    )


def too_far(steps: Sequence[Step]) -> str:
    far = any(abs(step.days) > FARTHEST for step in steps)
    return (
        gettext("A step lies at most %(farthest)s days from the date.") % {"farthest": FARTHEST}
        if far
        else ""
    )


def twice(steps: Sequence[Step]) -> str:
    places = [(step.audience, step.days) for step in steps]
    return (
        ""
        if len(places) == len(set(places))
        else gettext("The same people are told twice on one day.")
    )


def early(steps: Sequence[Step]) -> str:
    wrong = any(step.audience != Audience.OWNER and step.days < 1 for step in steps)
    return gettext("Only the owner is told before a date has passed.") if wrong else ""


def downward(steps: Sequence[Step]) -> str:
    """Each rung is first told after the one below it; what went round would never end."""
    unknown = next((step.audience for step in steps if step.audience not in LADDER), None)
    if unknown:
        return gettext("%(unknown)s cannot be told by a step.") % {"unknown": f"{unknown!r}"}
    first = {rung: [step.days for step in steps if step.audience == rung] for rung in LADDER[1:]}
    in_order = [min(days) for days in first.values() if days]
    if all(low < high for low, high in pairwise(in_order)):
        return ""
    return gettext(
        "Escalation goes up: sponsor, equity lead, executive, each first told after the last."
    )


def in_words(policy: Policy) -> dict[str, Any]:
    """The terms as history keeps them."""
    return {
        "version": policy.number,
        "steps": [str(step) for step in policy.steps.all()],
        "days": policy.get_days_display(),
        "repeat": f"every {policy.repeat_every} days, up to {policy.repeat_longest}",
        "quiet": f"{policy.quiet_from:%H:%M} to {policy.quiet_until:%H:%M}",
        "shortfall_after": policy.shortfall_after,
    }
