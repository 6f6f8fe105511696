"""Who may see and change which initiatives."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from initiatives.base.permission import YES, Answer, unless
from initiatives.people.choices import Role
from initiatives.people.models import Entity, User
from initiatives.people.rules import (
    STEWARDS,
    entity_ids_in_sight,
    holds,
    holds_anywhere,
    may_oversee,
    seats,
    sees_every_entity,
    within,
)
from initiatives.portfolio.choices import BEFORE_APPROVAL
from initiatives.portfolio.models import (
    Alignment,
    Driver,
    Handover,
    Initiative,
    PdsaCycle,
    Place,
    RegisterImport,
    Review,
    TeamMember,
)

AUTHORS = (*STEWARDS, Role.MEMBER)


def visible_initiatives(viewer: User) -> QuerySet[Initiative]:
    """What takes place where the viewer holds a role, and what is theirs to work on or keep up.

    The keys of each come from an index of their own and are put together before any row is read:
    with an "or" PostgreSQL would ask all initiatives, one after the other. Every initiative takes
    place somewhere, so who sees every entity sees them all.
    """
    if sees_every_entity(viewer):
        return Initiative.objects.all()
    own = Q(owner=viewer) | Q(sponsor=viewer) | Q(created_by=viewer)
    named = Initiative.objects.filter(own).order_by().values("pk")
    placed, joined, kept = (
        rows.order_by().values("initiative")
        for rows in (
            Place.objects.filter(entity__in=entity_ids_in_sight(viewer)),
            TeamMember.objects.filter(user=viewer),
            Handover.objects.filter(operational_owner=viewer),
        )
    )
    return Initiative.objects.filter(pk__in=named.union(placed, joined, kept))


def is_steward(viewer: User, initiative: Initiative) -> bool:
    """An equity lead or administrator over the entity that answers for the initiative."""
    return viewer.is_superuser or holds(viewer, STEWARDS, initiative.entity)


def is_on_it(viewer: User, initiative: Initiative) -> bool:
    """The accountable owner, the sponsor, or one of the team."""
    named = viewer.pk in (initiative.owner_id, initiative.sponsor_id)
    return named or is_on_team(viewer, initiative)


def is_on_team(viewer: User, initiative: Initiative) -> bool:
    """One of its team; asked of the database unless it was read with the keys of its team."""
    known: Collection[int] | None = getattr(initiative, "team_keys", None)
    if known is not None:
        return viewer.pk in known
    return TeamMember.objects.filter(initiative=initiative, user=viewer).exists()


def may_create(viewer: User, entity: Entity) -> Answer:
    """Team members, equity leads and administrators charter where they hold that role."""
    return unless(
        viewer.is_superuser or holds(viewer, AUTHORS, entity),
        _(
            "To charter an initiative at %(entity)s you need the role of "
            "team member, equity lead or administrator there."
        )
        % {"entity": entity},
    )


def may_edit(viewer: User, initiative: Initiative) -> Answer:
    """The people on it, its creator while nobody owns it, and the stewards of its entity."""
    drafting = initiative.owner_id is None and initiative.created_by_id == viewer.pk
    return unless(
        drafting or is_steward(viewer, initiative) or is_on_it(viewer, initiative),
        _("Only its owner, its sponsor, its team and the equity lead may change this initiative."),
    )


def editable_initiatives(viewer: User) -> QuerySet[Initiative]:
    """Those that the viewer may change: what `may_edit` says of each, as a query."""
    if viewer.is_superuser:
        return Initiative.objects.all()
    held = [seat.entity_id for seat in seats(viewer) if seat.role in STEWARDS]
    stewarded = Entity.objects.filter(within(held)).values("pk")
    team = TeamMember.objects.filter(initiative=OuterRef("pk"), user=viewer)
    named = Q(owner=viewer) | Q(sponsor=viewer) | Q(owner=None, created_by=viewer)
    return Initiative.objects.filter(named | Exists(team) | Q(entity__in=stewarded))


def may_move(viewer: User, initiative: Initiative) -> Answer:
    """The owner, the sponsor and the stewards move an initiative from stage to stage."""
    named = viewer.pk in (initiative.owner_id, initiative.sponsor_id)
    return unless(
        named or is_steward(viewer, initiative),
        _(
            "Only its owner, its sponsor and the equity lead may change the "
            "stage of this initiative."
        ),
    )


def may_approve(viewer: User, initiative: Initiative) -> Answer:
    """Sponsor, stewards and executives approve it, but never its accountable owner."""
    if viewer.pk == initiative.owner_id:
        return Answer(
            _(
                "Its accountable owner cannot approve it; ask its sponsor, the equity lead or an "
                "executive."
            )
        )
    return unless(
        viewer.pk == initiative.sponsor_id
        or is_steward(viewer, initiative)
        or holds(viewer, [Role.EXECUTIVE], initiative.entity),
        _("Only its sponsor, the equity lead or an executive may approve this initiative."),
    )


def may_go(viewer: User, initiative: Initiative, stage: str) -> Answer:
    """Who moves it to a stage: past proposed that is an approval, else a move."""
    approves = initiative.stage in BEFORE_APPROVAL and stage not in BEFORE_APPROVAL
    return may_approve(viewer, initiative) if approves else may_move(viewer, initiative)


def may_override(viewer: User, initiative: Initiative) -> Answer:
    """Executives of its entity may let an initiative past a closed gate, but not their own."""
    if viewer.pk == initiative.owner_id:
        return Answer(_("Its accountable owner cannot override its gate; ask another executive."))
    return unless(
        viewer.is_superuser or holds(viewer, [Role.EXECUTIVE], initiative.entity),
        _("Only an executive over its entity may override a gate."),
    )


def may_hand_over(viewer: User, initiative: Initiative) -> Answer:
    """Who may change the initiative writes what is handed over, and who keeps it up joins them."""
    kept = Handover.objects.filter(initiative=initiative, operational_owner=viewer)
    return YES if kept.exists() else may_edit(viewer, initiative)


def may_assess(viewer: User, alignment: Alignment) -> Answer:
    """The people on an initiative and its stewards assess it, but never its accountable owner."""
    initiative = alignment.initiative
    if viewer.pk == initiative.owner_id:
        return Answer(
            _("The accountable owner cannot assess their own initiative; ask someone else.")
        )
    return unless(
        is_steward(viewer, initiative) or is_on_it(viewer, initiative),
        _("Only its sponsor, its team and the equity lead may assess this initiative."),
    )


def may_import(viewer: User) -> Answer:
    """Registers are brought in by equity leads and administrators, each for their own entities."""
    return unless(
        viewer.is_superuser or holds_anywhere(viewer, *STEWARDS),
        _("Only an equity lead or an administrator may import a register."),
    )


def overseen_imports(viewer: User) -> QuerySet[RegisterImport]:
    """The imports of which the viewer reads the history: that is names and counts, no content."""
    everything = RegisterImport.objects.all()
    return everything if may_oversee(viewer) else everything.filter(created_by=viewer)


def visible_drivers(viewer: User) -> QuerySet[Driver]:
    """The nodes of the diagrams of what the viewer may see."""
    return Driver.objects.filter(initiative__in=visible_keys(viewer))


def visible_cycles(viewer: User) -> QuerySet[PdsaCycle]:
    """The cycles of what the viewer may see."""
    return PdsaCycle.objects.filter(idea__initiative__in=visible_keys(viewer))


def visible_reviews(viewer: User) -> QuerySet[Review]:
    """The reviews of what the viewer may see."""
    return Review.objects.filter(initiative__in=visible_keys(viewer))


def visible_keys(viewer: User) -> Any:
    """The keys of the initiatives that the viewer may see, for a condition."""
    return visible_initiatives(viewer).order_by().values("pk")
