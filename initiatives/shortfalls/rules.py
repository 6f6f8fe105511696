"""Who may see, change and confirm a shortfall, and what its closing asks for."""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from initiatives.accountability.choices import CommitmentKind, CommitmentState
from initiatives.accountability.models import Commitment
from initiatives.base.errors import Missing
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import YES, Answer, unless
from initiatives.people.choices import Role
from initiatives.people.models import Entity, User
from initiatives.people.rules import (
    STEWARDS,
    entity_ids_in_sight,
    holds,
    seats,
    sees_every_entity,
    within,
)
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules import is_on_it, visible_initiatives
from initiatives.shortfalls.models import Shortfall, ShortfallSource

OVERSEERS = (*STEWARDS, Role.AUDITOR)
HIDDEN = _("There is no such shortfall that you may see.")
SMALLEST = 11  # counts of people below it are small, where no measure says otherwise
LOGGERS = (*STEWARDS, Role.MEMBER, Role.EXECUTIVE, Role.AUDITOR)


def visible_shortfalls(viewer: User) -> QuerySet[Shortfall]:
    """Those at entities in sight or of initiatives in sight, and the viewer's own.

    Of what is confidential only those who are let in on it, wherever they look.
    """
    hidden = hidden_shortfalls(viewer).order_by().values("pk")
    if sees_every_entity(viewer):
        return Shortfall.objects.exclude(pk__in=hidden)
    return Shortfall.objects.filter(pk__in=keys_in_sight(viewer).difference(hidden))


def keys_in_sight(viewer: User) -> QuerySet[Shortfall, Any]:
    """The keys of what the viewer may see, before what is hidden is taken out.

    Each way to see it by an index of its own, as in `visible_initiatives`.
    """
    initiatives = visible_initiatives(viewer).order_by().values("pk")
    named, placed, served, let = (
        Shortfall.objects.filter(condition).order_by().values("pk")
        for condition in (
            Q(owner=viewer) | Q(logged_by=viewer),
            Q(entity__in=entity_ids_in_sight(viewer)),
            Q(initiative__in=initiatives),
            Q(let_in(viewer), confidential=True),
        )
    )
    return named.union(placed, served, let)


def hidden_shortfalls(viewer: User) -> QuerySet[Shortfall]:
    """Confidential ones that the viewer is not let in on: nothing may tell that they are there."""
    return Shortfall.objects.filter(~Q(let_in(viewer)), confidential=True)


def let_in(viewer: User) -> Q:
    """Who is let in on a confidential shortfall, as a condition on shortfalls.

    Its owner, who logged it, who is named, who owns a commitment that answers it or its signal
    (nobody can put right what they may not know), and the stewards and auditors over its entity.
    What was merged belongs together: who is let in on one of them is let in on all.
    """
    if viewer.is_superuser:
        return Q(pk__isnull=False)
    led = [seat.entity_id for seat in seats(viewer) if seat.role in OVERSEERS]
    own = Q(owner=viewer) | Q(logged_by=viewer) | Q(entity__in=Entity.objects.filter(within(led)))
    through = Shortfall.named.through.objects.filter(user=viewer).values("shortfall")
    promised = Commitment.objects.filter(owner=viewer, shortfall__isnull=False).order_by()
    asked = ShortfallSource.objects.filter(signal__commitment__owner=viewer).order_by()
    own |= Q(pk__in=through) | Q(pk__in=promised.values("shortfall"))
    own |= Q(pk__in=asked.values("shortfall"))
    found = Shortfall.objects.filter(own, confidential=True).order_by()
    goes_on = found.values(key=Coalesce("merged_into", "pk"))
    return Q(pk__in=goes_on) | Q(merged_into__isnull=False, merged_into__in=goes_on)


def is_hidden(viewer: User, shortfall: Shortfall) -> bool:
    """Whether it is confidential, and the viewer is not let in on it."""
    return shortfall.confidential and hidden_shortfalls(viewer).filter(pk=shortfall.pk).exists()


def family(shortfall: Shortfall) -> Q:
    """It and what was merged into it, as a condition on shortfalls."""
    return Q(pk=shortfall.pk) | Q(merged_into=shortfall.pk)


def answers(shortfall: Shortfall) -> QuerySet[Commitment]:
    """The commitments that answer it or what was merged into it; a later look is no answer."""
    keys = Shortfall.objects.filter(family(shortfall)).order_by().values("pk")
    return Commitment.objects.filter(shortfall__in=keys).exclude(kind=CommitmentKind.REVIEW)


def is_steward(viewer: User, shortfall: Shortfall) -> bool:
    """An equity lead or administrator over the shortfall's entity."""
    return viewer.is_superuser or holds(viewer, STEWARDS, shortfall.entity)


def may_log(viewer: User, entity: Entity, initiative: Initiative | None = None) -> Answer:
    """Who holds a role at an entity, or is on the initiative that fell short there."""
    return unless(
        viewer.is_superuser
        or holds(viewer, LOGGERS, entity)
        or (
            initiative is not None and is_on_it(viewer, initiative) and reaches(initiative, entity)
        ),
        gettext(
            "To log a shortfall at %(entity)s you need a role there. Ask its equity lead to log it."
        )
        % {"entity": entity},
    )


def reaches(initiative: Initiative, entity: Entity) -> bool:
    """True when the initiative takes place at the entity, or at what became part of it."""
    places = (initiative.entity, *initiative.entities.all())
    return any(entity.pk in (place.pk, place.merged_into_id) for place in places)


def may_change(viewer: User, shortfall: Shortfall) -> Answer:
    """Its owner, whoever logged it, the owner and sponsor of its initiative, and the stewards."""
    if is_hidden(viewer, shortfall):
        return Answer(HIDDEN)
    return unless(
        leads(viewer, shortfall),
        gettext("Only its owner, who logged it and the equity lead may change this shortfall."),
    )


def leads(viewer: User, shortfall: Shortfall) -> bool:
    """Whether the viewer, who sees it, is one of those who may change it."""
    initiative = shortfall.initiative
    named = {shortfall.owner_id, shortfall.logged_by_id}
    if initiative is not None:
        named |= {initiative.owner_id, initiative.sponsor_id}
    return viewer.pk in named or is_steward(viewer, shortfall)


def may_assign(viewer: User, shortfall: Shortfall) -> Answer:
    """Whoever may change it, and executives over its entity, may say who answers for it."""
    if is_hidden(viewer, shortfall):
        return Answer(HIDDEN)
    if holds(viewer, (Role.EXECUTIVE,), shortfall.entity):
        return YES
    return may_change(viewer, shortfall)


def may_confirm(viewer: User, shortfall: Shortfall) -> Answer:
    """Closing is confirmed by somebody with a role over the entity, never by the owner."""
    if is_hidden(viewer, shortfall):
        return Answer(HIDDEN)
    if viewer.pk == shortfall.owner_id:
        return Answer(
            gettext("You own this shortfall, so someone else has to confirm that it is closed.")
        )
    return unless(
        viewer.is_superuser
        or viewer.pk == shortfall.logged_by_id
        or holds(viewer, LOGGERS, shortfall.entity),
        gettext("To confirm this you need a role at %(entity)s, or to have logged it.")
        % {"entity": shortfall.entity},
    )


def may_restrict(viewer: User, shortfall: Shortfall) -> Answer:
    """A steward over its entity or who logged it says that it is confidential, and who is named."""
    return unless(
        not is_hidden(viewer, shortfall)
        and (viewer.pk == shortfall.logged_by_id or is_steward(viewer, shortfall)),
        gettext("Only who logged it and the equity lead may say who sees this shortfall."),
    )


def may_add_source(viewer: User, shortfall: Shortfall) -> Answer:
    """Whoever may change it, and whoever may log one like it, may say that they found it too."""
    if may_change(viewer, shortfall):
        return YES
    if is_hidden(viewer, shortfall):
        return Answer(HIDDEN)
    return may_log(viewer, shortfall.entity, shortfall.initiative)


def shows_size(viewer: User, shortfall: Shortfall) -> bool:
    """Whether the viewer, who sees it, sees its counts: none is small, or they may change it."""
    return not has_small_counts(shortfall) or leads(viewer, shortfall)


def has_small_counts(shortfall: Shortfall) -> bool:
    """Whether a count, or what is left of a count in its whole, is from 1 to below the threshold.

    Then no number of the size is shown: from the others the small one could be worked out.
    """
    if shortfall.size_count is None and shortfall.compared_count is None:
        return False
    threshold = shortfall.signal.measure.threshold if shortfall.signal else SMALLEST
    pairs = (
        (shortfall.size_count, shortfall.size_out_of),
        (shortfall.compared_count, shortfall.compared_out_of),
    )
    small = range(1, threshold)
    return any(
        count in small
        or whole in small
        or (count is not None and whole is not None and whole - count in small)
        for count, whole in pairs
    )


def may_dismiss(viewer: User, shortfall: Shortfall) -> Answer:
    """Whoever may change it, but not who would answer for it."""
    if viewer.pk == shortfall.owner_id and not is_steward(viewer, shortfall):
        return Answer(gettext("You would answer for this, so someone else has to dismiss it."))
    return may_change(viewer, shortfall)


def may_reopen(viewer: User, shortfall: Shortfall) -> Answer:
    """Whoever logged it, and whoever may log one like it."""
    if is_hidden(viewer, shortfall):
        return Answer(HIDDEN)
    if viewer.pk == shortfall.logged_by_id:
        return YES
    return may_log(viewer, shortfall.entity, shortfall.initiative)


def missing_to_close(shortfall: Shortfall) -> list[Missing]:
    """An owner, a fulfilled commitment, and no commitment still open."""
    missing = []
    if shortfall.owner_id is None:
        missing.append(Missing("owner", gettext("Name who answers for it.")))
    states = set(answers(shortfall).values_list("state", flat=True))
    if CommitmentState.FULFILLED not in states:
        missing.append(
            Missing("commitments", gettext("Fulfil at least one commitment that answers it."))
        )
    if CommitmentState.OPEN in states:
        missing.append(
            Missing(
                "commitments", gettext("Fulfil or withdraw the commitments that are still open.")
            )
        )
    return missing
