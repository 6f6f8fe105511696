"""Taking a decision: it is kept, carried out or promised, and followed."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.accountability import services as accountability
from initiatives.accountability.choices import CommitmentKind
from initiatives.accountability.models import Commitment
from initiatives.base import clock
from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, plain, required, touch
from initiatives.history.services import record as note
from initiatives.people.models import User
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules.charter import Charter
from initiatives.portfolio.services import move_stage, revise_charter
from initiatives.shortfalls.choices import Severity
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import assign_shortfall
from initiatives.status.deciding import rules
from initiatives.status.deciding.choices import PROMISES, UNTIL_A_DAY, Verdict
from initiatives.status.deciding.models import Ruling
from initiatives.status.deciding.rules import Subject, kind_of
from initiatives.status.deciding.rules.access import asks_for_help, verdicts_on

LONGEST = timedelta(days=366)  # a risk is accepted until a day, never for ever
TITLE = 200
SEVERITIES = ("", *Severity.values)


@dataclass(frozen=True)
class Terms:
    """What a decision says: the words, who gets it or promises what follows, and the days."""

    verdict: str
    words: str = ""
    owner: User | None = None
    due_on: date | None = None
    review_on: date | None = None


@transaction.atomic
def decide(
    *,
    actor: User,
    record: Subject,
    verdict: str,
    words: str = "",
    owner: User | None = None,
    due_on: date | None = None,
    review_on: date | None = None,
    version: int | None = None,
) -> Ruling:
    """Decide on a record; it takes the place of what was decided there before.

    Approving moves the initiative on, reassigning gives the record to `owner`, funding and
    unblocking become a commitment of `owner` by `due_on`; each asks the rule of its own service
    too. A risk is accepted, and a decision put off, until `review_on`. Raises Invalid for what
    cannot be decided, Blocked with what a gate asks for, Stale where somebody decided meanwhile.
    """
    check_verdict(record, verdict)
    rules.may_decide(actor, record, verdict).require()
    record = locked(record, version)
    terms = Terms(verdict, words.strip(), owner, due_on, review_on)
    check_terms(actor, record, terms)
    touch(record)
    carry_out(actor, record, terms)
    ruling = keep(actor, record, terms)
    answer_help(actor, record, ruling)
    note(
        actor=actor,
        verb="decided",
        subject=record,
        after={
            "decision": ruling.get_verdict_display(),
            **({"review_on": plain(review_on)} if review_on else {}),
            **({"follow_up": plain(ruling.follow_up)} if ruling.follow_up else {}),
        },
        reason=ruling.words,
    )
    return ruling


def check_verdict(record: Subject, verdict: str) -> None:
    """Raises Invalid for what is no decision."""
    if verdict not in Verdict.values:
        raise Invalid(
            {"verdict": _("Choose one of: %(values)s.") % {"values": ", ".join(Verdict.values)}}
        )


def check_terms(actor: User, record: Subject, terms: Terms) -> None:
    """Raises Invalid for what cannot be decided on the record as it stands, or says too little."""
    possible = verdicts_on(record)
    if terms.verdict not in possible:
        label = Verdict(terms.verdict).label.lower()
        rest = ", ".join(one.label.lower() for one in possible)
        words = (
            _("You can decide: %(rest)s.") % {"rest": rest}
            if rest
            else _("There is nothing left to decide.")
        )
        raise Invalid(
            {
                "verdict": _('"%(label)s" cannot be decided on %(reference)s. %(words)s')
                % {"label": label, "reference": record.reference, "words": words}
            }
        )
    if terms.verdict != Verdict.APPROVE:
        required(words=terms.words)
    if terms.verdict in PROMISES:
        required(owner=terms.owner, due_on=terms.due_on)
    if terms.verdict == Verdict.REASSIGN:
        required(owner=terms.owner)
    check_days(actor, terms)


def check_days(actor: User, terms: Terms) -> None:
    """Raises Invalid for days that are past, too far off, or belong to another decision."""
    today = clock.today(actor.time_zone)
    if terms.verdict in UNTIL_A_DAY:
        required(review_on=terms.review_on)
    elif terms.review_on is not None:
        raise Invalid({"review_on": _("Only an accepted risk or a deferral has such a day.")})
    if terms.review_on is not None and not today < terms.review_on <= today + LONGEST:
        raise Invalid({"review_on": _("Choose a day to come, within a year.")})
    if terms.due_on is not None and terms.due_on < today:
        raise Invalid({"due_on": _("Choose today or a day to come.")})


def carry_out(actor: User, record: Subject, terms: Terms) -> None:
    """Do at once what the decision does, by the service that does it elsewhere too."""
    if terms.verdict == Verdict.APPROVE and isinstance(record, Initiative):
        move_stage(actor=actor, initiative=record, stage=Stage.APPROVED, reason=terms.words)
    elif terms.verdict == Verdict.REASSIGN and terms.owner is not None:
        hand_to(actor, record, terms.owner, terms)


def hand_to(actor: User, record: Subject, owner: User, terms: Terms) -> None:
    """Give the record to somebody; a commitment by another date where one is said."""
    if record.owner_id == owner.pk:
        raise Invalid({"owner": _("%(owner)s answers for it already.") % {"owner": owner}})
    if isinstance(record, Initiative):
        charter = replace(Charter.of(record), owner=owner)
        revise_charter(actor=actor, initiative=record, charter=charter, reason=terms.words)
    elif isinstance(record, Shortfall):
        assign_shortfall(actor=actor, shortfall=record, owner=owner, reason=terms.words)
    else:
        if terms.due_on and terms.due_on != record.due_on:
            given: dict[str, Any] = {"due_on": terms.due_on, "reason": terms.words}
            accountability.move(actor=actor, commitment=record, **given)
        accountability.reassign(actor=actor, commitment=record, owner=owner, reason=terms.words)


def keep(actor: User, record: Subject, terms: Terms) -> Ruling:
    """The decision on record, in place of the one that stood."""
    kind = kind_of(record)
    for before in Ruling.objects.select_for_update().filter(**{kind: record}, stands=True):
        change(before, stands=False)
    ruling = Ruling(
        verdict=terms.verdict,
        words=terms.words,
        review_on=terms.review_on,
        gravity=gravity_of(record),
        decided_by=actor,
        **{kind: record},
    )
    check_fields(ruling)
    if terms.verdict in PROMISES:
        ruling.follow_up = promise(actor, record, terms)
    ruling.save()
    return ruling


def promise(actor: User, record: Subject, terms: Terms) -> Commitment:
    """The commitment that follows, about what the record is or is about."""
    assert terms.owner is not None and terms.due_on is not None  # `check_terms` saw to it
    title = " ".join(f"{Verdict(terms.verdict).label}: {terms.words}".split())
    shortfall = record if isinstance(record, Shortfall) else getattr(record, "shortfall", None)
    initiative = record if isinstance(record, Initiative) else None
    if isinstance(record, Commitment):
        initiative = record.initiative
    return accountability.make_commitment(
        actor=actor,
        title=title if len(title) <= TITLE else f"{title[: TITLE - 1]}…",
        owner=terms.owner,
        due_on=terms.due_on,
        entity=record.entity,
        initiative=initiative,
        shortfall=shortfall,
        kind=CommitmentKind.ANSWER if shortfall else CommitmentKind.ACTION,
        detail=terms.words,
    )


def gravity_of(record: Subject) -> int:
    """How severe the shortfall concerned is: 1 low to 4 severe, 0 where there is none."""
    shortfall = record if isinstance(record, Shortfall) else getattr(record, "shortfall", None)
    return SEVERITIES.index(shortfall.severity) if shortfall is not None else 0


def answer_help(actor: User, record: Subject, ruling: Ruling) -> None:
    """What a review asked of its sponsor is answered by what is given, or by a no."""
    answers = (*PROMISES, Verdict.DECLINE)
    if isinstance(record, Commitment) and asks_for_help(record) and ruling.verdict in answers:
        said = f"{ruling.get_verdict_display()}: {ruling.words}"
        accountability.end_fulfilled(commitment=record, actor=actor, evidence=said)
