"""Proposing shortfalls by itself: from promises that were missed, and from signals in the data."""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.accountability.models import Commitment
from initiatives.base import clock
from initiatives.base.errors import Invalid
from initiatives.base.records import change, locked, plain, required
from initiatives.history.services import record
from initiatives.measures import rules as measures
from initiatives.measures.choices import SignalKind, SignalState
from initiatives.measures.models import Signal
from initiatives.measures.queries import proposable_signals
from initiatives.measures.services import settle_signal
from initiatives.people.models import User
from initiatives.portfolio.models import Assessment
from initiatives.shortfalls.choices import FoundBy, Severity, ShortfallState
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.queries import closed_for, missed_commitments
from initiatives.shortfalls.services.finding import note_source
from initiatives.shortfalls.services.log import dismiss_shortfall

# A group that is left behind is what the principles are about. Whether everybody gets worse, or
# less is known, is not yet a matter of equity; who accepts it may say otherwise.
SEVERITIES = {SignalKind.WORSE: Severity.HIGH, SignalKind.WIDENING: Severity.HIGH}


@transaction.atomic
def propose_from_missed_commitments() -> int:
    """Propose a shortfall for each commitment missed by as long as the policy says, once each.

    A commitment that answers a shortfall proposes none: that shortfall is still open.
    """
    proposed = 0
    for commitment in missed_commitments():
        shortfall, new = Shortfall.objects.get_or_create(
            missed_commitment=commitment,
            missed_generation=commitment.generation,
            defaults={
                "title": f"Not done when promised: {commitment.title}"[:200],
                "entity": commitment.entity,
                "initiative": commitment.initiative,
                "found_by": FoundBy.MISSED_COMMITMENT,
                "found_on": clock.today(commitment.owner.time_zone),
                "found_note": f"{commitment.reference} was due on {commitment.due_on:%-d %B %Y}.",
                "severity": Severity.MODERATE,
                "owner": commitment.owner,
                "owned_at": clock.now(),
                "state": ShortfallState.PROPOSED,
            },
        )
        if new:
            proposed_by(shortfall, commitment)
        proposed += new
    return proposed


@transaction.atomic
def propose_from_signals() -> int:
    """Propose a shortfall for each open signal that has proposed none; how many are new.

    Everything is filled in from what the signal says, which tells no count that is masked.
    """
    return sum(propose_from(signal) for signal in proposable_signals().filter(source=None))


def propose_from(signal: Signal) -> bool:
    """The shortfall that a signal speaks of, proposed once; False where it is decided by now."""
    if locked(signal).state != SignalState.OPEN:
        return False
    measure = signal.measure
    if closed := closed_for(signal):
        return propose_reopening(closed, signal)
    owner = signal.commitment.owner if signal.commitment else None
    shortfall, new = Shortfall.objects.get_or_create(
        signal=signal,
        defaults={
            "title": signal.title,
            "detail": signal.words,
            "principle": measure.initiative.principles.order_by("number").first(),
            "entity": measure.initiative.entity,
            "initiative": measure.initiative,
            "affected": signal.stratum.label if signal.stratum else "",
            "found_by": FoundBy.MEASURE,
            "found_on": clock.today(owner.time_zone if owner else None),
            "found_note": f"{measure.reference}, {signal.reference}, by {signal.rules}.",
            "severity": SEVERITIES.get(SignalKind(signal.kind), Severity.MODERATE),
            "owner": owner,
            "owned_at": clock.now() if owner else None,
            "state": ShortfallState.PROPOSED,
        },
    )
    if new:
        if signal.stratum:
            shortfall.groups.add(signal.stratum)
        proposed_by(shortfall, signal)
    return new


def proposed_by(shortfall: Shortfall, about: Signal | Commitment | Assessment) -> None:
    """Note what proposed it, as its first source and in its history."""
    note_source(
        shortfall,
        kind=shortfall.found_by,
        found_on=shortfall.found_on,
        note=shortfall.found_note,
        about=about,
    )
    record(actor=None, verb="proposed", subject=shortfall, after={"found_by": plain(about)})


def propose_reopening(shortfall: Shortfall, signal: Signal) -> bool:
    """A closed shortfall of the same measure and group comes back: one entry, not a second."""
    shortfall = locked(shortfall)
    if shortfall.state != ShortfallState.CLOSED:
        return False
    note_source(
        shortfall,
        kind=FoundBy.MEASURE,
        found_on=clock.today(),
        note=f"{signal.measure.reference}, {signal.reference}, by {signal.rules}.",
        about=signal,
    )
    change(shortfall, returned_signal=signal)
    record(actor=None, verb="seen again", subject=shortfall, after={"found_by": plain(signal)})
    return True


@transaction.atomic
def dismiss_signal(
    *, actor: User, signal: Signal, reason: str, version: int | None = None
) -> Signal:
    """Say why what was seen needs no answer; the shortfall that it proposed is dismissed with it.

    Raises Invalid without a reason, or where it is decided already.
    """
    measures.may_dismiss_signal(actor, signal).require()
    required(reason=reason)
    led_to = Shortfall.objects.filter(sources__signal=signal)
    proposed = led_to.filter(state=ShortfallState.PROPOSED).first()
    returned = led_to.filter(returned_signal=signal).first()
    for found in (proposed, returned):
        if found is not None:
            locked(found)  # in the order in which a proposal is decided: it, then its signal
    signal = locked(signal, version)
    if signal.state != SignalState.OPEN:
        word = signal.get_state_display().lower()
        raise Invalid(
            {
                "state": _("%(reference)s is %(word)s, so it cannot be dismissed.")
                % {"reference": signal.reference, "word": word}
            }
        )
    if proposed is not None:
        dismiss_shortfall(actor=actor, shortfall=proposed, reason=reason)
    if returned is not None:
        change(locked(returned), returned_signal=None)
        record(actor=actor, verb="kept closed", subject=returned, reason=reason)
    return settle_signal(actor=actor, signal=signal, state=SignalState.DISMISSED, reason=reason)
