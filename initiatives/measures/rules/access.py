"""Who may see, define, approve and fill a measure, and who sees its small counts."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from initiatives.base import subjects
from initiatives.base.permission import YES, Answer, unless
from initiatives.framework.rules import leads_all
from initiatives.measures.models import (
    Measure,
    ObservationImport,
    OperationalDefinition,
    Signal,
    Stratification,
)
from initiatives.people.models import User
from initiatives.people.rules import STEWARDS, seats, sees_every_entity
from initiatives.portfolio import rules as portfolio
from initiatives.portfolio.models import Initiative, TeamMember
from initiatives.portfolio.rules.access import is_on_it, is_steward

ENTITY = "entity"  # the vocabulary of places, which follows the tree of entities by itself


def visible_measures(viewer: User) -> QuerySet[Measure]:
    """Those of initiatives in sight, and the viewer's own."""
    if sees_every_entity(viewer):
        return Measure.objects.all()
    initiatives = portfolio.visible_initiatives(viewer).order_by().values("pk")
    owned = Measure.objects.filter(owner=viewer).order_by().values("pk")
    counted = Measure.objects.filter(initiative__in=initiatives).order_by().values("pk")
    return Measure.objects.filter(pk__in=owned.union(counted))


def visible_stratifications(viewer: User) -> QuerySet[Stratification]:
    """The vocabularies are open to everyone who is signed in."""
    return Stratification.objects.all()


def may_keep_vocabularies(viewer: User) -> Answer:
    """Equity leads and administrators of a whole system: its measures share the vocabularies."""
    return unless(
        leads_all(viewer),
        _(
            "Vocabularies hold in the whole system, so only its equity lead or an administrator "
            "of it may change them."
        ),
    )


def may_change_vocabulary(viewer: User, vocabulary: Stratification) -> Answer:
    """The same; that of the entities is changed by nobody, since it follows their tree."""
    if vocabulary.key == ENTITY:
        return Answer(
            _("The vocabulary of entities follows the tree of entities. Change that instead.")
        )
    return may_keep_vocabularies(viewer)


def may_define(viewer: User, initiative: Initiative) -> Answer:
    """Whoever may edit an initiative says what it measures and how."""
    return unless(
        bool(portfolio.may_edit(viewer, initiative)),
        _(
            "Only its owner, its sponsor, its team and the equity lead may define what this "
            "initiative measures."
        ),
    )


def may_approve(viewer: User, definition: OperationalDefinition) -> Answer:
    """The sponsor, or an equity lead or administrator; never who wrote it."""
    if viewer.pk == definition.written_by_id:
        return Answer(_("You wrote this definition, so someone else has to approve it."))
    initiative = definition.measure.initiative
    return unless(
        viewer.pk == initiative.sponsor_id or is_steward(viewer, initiative),
        _("Only the sponsor and the equity lead may approve how something is measured."),
    )


def holds_data(viewer: User, measure: Measure) -> bool:
    """The data role: the measure's owner, the people on its initiative, and its stewards."""
    return (
        viewer.pk == measure.owner_id
        or is_on_it(viewer, measure.initiative)
        or is_steward(viewer, measure.initiative)
    )


def may_record(viewer: User, measure: Measure) -> Answer:
    """Whoever holds the data role enters data."""
    return unless(
        holds_data(viewer, measure),
        _(
            "Only the measure's owner, the people on its initiative and the equity lead may enter "
            "data."
        ),
    )


def visible_signals(viewer: User) -> QuerySet[Signal]:
    """Those of measures in sight: what they say tells no count that is masked.

    One that led to what the viewer may not know of is left out: its decision would tell.
    """
    measures = visible_measures(viewer).order_by().values("pk")
    return Signal.objects.filter(~Q(pk__in=keys_of_hidden(viewer)), measure__in=measures)


def hidden_signals(viewer: User) -> QuerySet[Signal]:
    """Those that led to a shortfall of which the viewer may not know."""
    return Signal.objects.filter(pk__in=keys_of_hidden(viewer))


def keys_of_hidden(viewer: User) -> QuerySet[Signal, Any]:
    """Their keys."""
    hidden = subjects.hidden("shortfall", viewer)
    return Signal.objects.filter(source__shortfall__in=hidden).order_by().values("pk")


def may_dismiss_signal(viewer: User, signal: Signal) -> Answer:
    """The people who lead the initiative and its stewards, but not who would answer for it."""
    initiative = signal.measure.initiative
    if is_steward(viewer, initiative):
        return YES
    asked = signal.commitment.owner_id if signal.commitment else signal.measure.owner_id
    if viewer.pk in (asked, signal.measure.owner_id):
        return Answer(_("You would answer for this, so someone else has to dismiss it."))
    return unless(
        viewer.pk in (initiative.owner_id, initiative.sponsor_id),
        _("Only the owner and the sponsor of the initiative and the equity lead may dismiss this."),
    )


def visible_imports(viewer: User) -> QuerySet[ObservationImport]:
    """The files brought in for measures of which the viewer holds the data role."""
    everything = ObservationImport.objects.all()
    if viewer.is_superuser:
        return everything
    team = TeamMember.objects.filter(initiative=OuterRef("measure__initiative"), user=viewer)
    on_it = Q(measure__initiative__owner=viewer) | Q(measure__initiative__sponsor=viewer)
    led = [seat.entity_id for seat in seats(viewer) if seat.role in STEWARDS]
    steward = Q(measure__initiative__entity__lineage__overlap=led)
    return everything.filter(Q(measure__owner=viewer) | on_it | steward | Exists(team))
