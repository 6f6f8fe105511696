"""What is done with a voice: looked at, placed, themed, linked, reviewed, closed, opened again.

History says what was done and by whom; it never repeats what people said.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.accountability.services.promises import check_owner
from initiatives.base import clock
from initiatives.base.checks import complaint
from initiatives.base.errors import Invalid
from initiatives.base.records import Change, change, locked, required, touch
from initiatives.community import rules
from initiatives.community.choices import WAITING, FeedbackState
from initiatives.community.models import Feedback, Theme
from initiatives.community.services.promises import handed_over, kept, taken_back
from initiatives.framework.models import Principle
from initiatives.history.services import record
from initiatives.people.models import Entity, User
from initiatives.people.rules import check_takes_new
from initiatives.portfolio.models import Initiative
from initiatives.shortfalls.choices import FoundBy
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import log_shortfall


def taken(actor: User, feedback: Feedback, version: int | None, *states: str) -> Feedback:
    """The voice, locked, for somebody who may triage it; raises Invalid in another state."""
    rules.may_triage(actor, feedback.entity).require()
    feedback = locked(feedback, version)
    if feedback.state not in (states or WAITING):
        word = feedback.get_state_display().lower()
        raise Invalid(
            {
                "state": _("%(feedback)s is %(word)s, so this cannot be done to it.")
                % {"feedback": feedback, "word": word}
            }
        )
    return feedback


def noted(actor: User, verb: str, feedback: Feedback, made: Change, reason: str = "") -> Feedback:
    """Record what changed, if anything did."""
    if made:
        changed: dict[str, Any] = {"before": made.before, "after": made.after, "reason": reason}
        record(actor=actor, verb=verb, subject=feedback, **changed)
    return feedback


@transaction.atomic
def let_in(*, actor: User, feedback: Feedback, version: int | None = None) -> Feedback:
    """Say that what was set aside is no abuse; it is promised and answered like any other."""
    feedback = taken(actor, feedback, version)
    return noted(actor, "let in", feedback, change(feedback, set_aside=False))


@transaction.atomic
def assign_feedback(
    *, actor: User, feedback: Feedback, owner: User, reason: str = "", version: int | None = None
) -> Feedback:
    """Say who answers; the promises that are open go with it."""
    feedback = taken(actor, feedback, version)
    check_owner(owner)
    if not rules.is_steward(owner, feedback.entity):
        words = _("%(owner)s is no equity lead or administrator of %(entity)s.") % {
            "owner": owner,
            "entity": feedback.entity,
        }
        raise Invalid(
            {"owner": _("%(words)s Choose one who may read what people said.") % {"words": words}}
        )
    because = reason.strip() or "Feedback was given to someone else."
    handed_over(actor, feedback, owner, because)
    return noted(actor, "assigned", feedback, change(feedback, owner=owner), reason)


@transaction.atomic
def move_feedback(
    *, actor: User, feedback: Feedback, entity: Entity, version: int | None = None
) -> Feedback:
    """Say where it happened, if that was not known or wrong."""
    feedback = taken(actor, feedback, version)
    rules.may_triage(actor, entity).require()
    check_takes_new(entity)
    return noted(actor, "moved", feedback, change(feedback, entity=entity))


@transaction.atomic
def theme_feedback(
    *, actor: User, feedback: Feedback, themes: Sequence[Theme], version: int | None = None
) -> Feedback:
    """Say what it is about; that keeps the first promise. Raises Invalid without a theme."""
    feedback = taken(actor, feedback, version)
    if not themes:
        raise Invalid({"themes": _("Choose at least one theme.")})
    made = set_links(feedback, "themes", themes)
    if feedback.state == FeedbackState.RECEIVED:
        made.after |= change(feedback, state=FeedbackState.THEMED).after
    names = ", ".join(theme.name for theme in themes)
    kept(actor, feedback.theme_commitment, f"Themes: {names}.")
    return noted(actor, "themed", feedback, made)


@transaction.atomic
def link_feedback(
    *,
    actor: User,
    feedback: Feedback,
    principles: Sequence[Principle] = (),
    initiatives: Sequence[Initiative] = (),
    shortfalls: Sequence[Shortfall] = (),
    version: int | None = None,
) -> Feedback:
    """Say which principles, initiatives and shortfalls it speaks of, all of them anew."""
    feedback = taken(actor, feedback, version, *WAITING, FeedbackState.ANSWERED)
    chosen: dict[str, Sequence[Any]] = {
        "principles": principles,
        "initiatives": initiatives,
        "shortfalls": shortfalls,
    }
    made = Change()
    for name, records in chosen.items():
        one = set_links(feedback, name, records)
        made.before |= one.before
        made.after |= one.after
    return noted(actor, "linked", feedback, made)


def set_links(feedback: Feedback, name: str, records: Iterable[Any]) -> Change:
    """Set what a voice is linked to under a name; returns what differed."""
    links, chosen = getattr(feedback, name), sorted(set(records), key=lambda one: one.pk)
    before = list(links.order_by("pk"))
    if before == chosen:
        return Change()
    links.set(chosen)
    touch(feedback)
    return Change({name: named(before)}, {name: named(chosen)})


def named(records: Iterable[Any]) -> list[str]:
    """References and theme names, which may be told; titles of shortfalls may not, to everybody."""
    return [str(one) if isinstance(one, Theme | Principle) else one.reference for one in records]


@transaction.atomic
def redact_feedback(
    *, actor: User, feedback: Feedback, redacted: str, version: int | None = None
) -> Feedback:
    """Write down the words without what tells who anyone is, for those who decide and audit.

    Raises Invalid while they still look as if they held an identifier.
    """
    feedback = taken(actor, feedback, version, *WAITING, FeedbackState.ANSWERED)
    required(redacted=redacted)
    check_ours("redacted", redacted)
    made = change(feedback, redacted=redacted.strip())
    return noted(actor, "reviewed", feedback, Change({}, {"reviewed": True} if made else {}))


def check_ours(name: str, text: str) -> None:
    """Raises Invalid for words of staff that cannot be kept; what people said is left as it is."""
    if message := complaint(text):
        raise Invalid({name: message})


@transaction.atomic
def report_shortfall(
    *,
    actor: User,
    feedback: Feedback,
    title: str,
    principle: Principle,
    severity: str,
    affected: str = "",
    version: int | None = None,
) -> Shortfall:
    """Log what a voice showed as a shortfall, and link the two."""
    feedback = taken(actor, feedback, version, *WAITING, FeedbackState.ANSWERED)
    shortfall = log_shortfall(
        actor=actor,
        title=title,
        entity=feedback.entity,
        principle=principle,
        severity=severity,
        affected=affected,
        found_by=FoundBy.FEEDBACK,
        found_on=min(feedback.received_on, clock.today(actor.time_zone)),
        found_note=f"The community told us ({feedback}).",
    )
    made = set_links(feedback, "shortfalls", [*feedback.shortfalls.all(), shortfall])
    noted(actor, "linked", feedback, made)
    return shortfall


@transaction.atomic
def close_feedback(
    *, actor: User, feedback: Feedback, reason: str, version: int | None = None
) -> Feedback:
    """Close it without an answer, and say why; the code's page says that it is closed."""
    feedback = taken(actor, feedback, version)
    required(reason=reason)
    check_ours("reason", reason)
    made = change(feedback, state=FeedbackState.CLOSED, closed_because=reason.strip())
    taken_back(actor, feedback, reason)
    return noted(actor, "closed", feedback, made, reason)


@transaction.atomic
def reopen_feedback(
    *, actor: User, feedback: Feedback, reason: str, version: int | None = None
) -> Feedback:
    """Open it again; it is promised anew with the next pick-up."""
    feedback = taken(actor, feedback, version, FeedbackState.CLOSED)
    required(reason=reason)
    themed = feedback.themes.exists()
    made = change(
        feedback,
        state=FeedbackState.THEMED if themed else FeedbackState.RECEIVED,
        closed_because="",
        set_aside=False,
        theme_commitment=None,
        answer_commitment=None,
    )
    return noted(actor, "reopened", feedback, made, reason)
