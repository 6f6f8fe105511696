"""Who holds what where: the base of every permission."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext as _

from initiatives.base import clock
from initiatives.base.dates import LocalDay
from initiatives.base.errors import Invalid
from initiatives.base.permission import YES, Answer, unless
from initiatives.people.choices import CoverState, Role
from initiatives.people.models import Cover, Entity, GroupRole, Membership, Token, User
from initiatives.switches.models import Switch
from initiatives.switches.queries import off


class Seat(NamedTuple):
    """A role on an entity."""

    role: str
    entity_id: int


STEWARDS = (Role.ADMINISTRATOR, Role.LEAD)  # who look after what is recorded at an entity
IDLE_AFTER = timedelta(days=365)
MAIN_ROLES = (Role.ADMINISTRATOR, Role.LEAD, Role.EXECUTIVE, Role.AUDITOR, Role.MEMBER)


def seats(user: User) -> tuple[Seat, ...]:
    """The roles a person holds now; read once and kept on the person's object."""
    if not hasattr(user, "_seats"):
        held = Membership.objects.filter(user=user, ended_at=None).order_by("id")
        user._seats = tuple(Seat(*row) for row in held.values_list("role", "entity_id"))  # type: ignore[attr-defined]
    return user._seats  # type: ignore[attr-defined,no-any-return]


def within(entity_ids: Iterable[int]) -> Q:
    """The entities at or below any of these."""
    return Q(lineage__overlap=list(entity_ids))


class Sight(NamedTuple):
    """The entities at or below a person's seats, and whether there are no others."""

    entity_ids: frozenset[int]
    whole: bool


def sight(viewer: User) -> Sight:
    """What lies at or below the viewer's seats; read once and kept on the viewer's object."""
    if not hasattr(viewer, "_sight"):
        viewer._sight = sight_from({seat.entity_id for seat in seats(viewer)})  # type: ignore[attr-defined]
    return viewer._sight  # type: ignore[attr-defined,no-any-return]


def sight_from(seated: set[int]) -> Sight:
    """What lies at or below these entities."""
    if not seated:
        return Sight(frozenset(), False)
    known = list(Entity.objects.order_by().values_list("pk", "lineage"))
    below = frozenset(pk for pk, lineage in known if not seated.isdisjoint(lineage))
    return Sight(below, len(below) == len(known))


def entity_ids_in_sight(viewer: User) -> frozenset[int]:
    """The keys of the entities at or below the viewer's seats."""
    return sight(viewer).entity_ids


def sees_every_entity(viewer: User) -> bool:
    """Whether nothing is left of the system that does not lie at or below the viewer's seats.

    What takes place anywhere is in their sight then, and rules need not ask where.
    """
    return sight(viewer).whole


def anybody_everywhere() -> User:
    """Nobody in particular: sees every entity, holds no role, owns and is let in on nothing.

    For what is counted once for all. It is made anew each time, since it remembers the tree, and
    is never saved.
    """
    viewer = User(pk=0, name="Anybody")
    viewer._seats = ()  # type: ignore[attr-defined]
    everything = frozenset(Entity.objects.values_list("pk", flat=True))
    viewer._sight = Sight(everything, True)  # type: ignore[attr-defined]
    return viewer


def holds(viewer: User, roles: Iterable[str], entity: Entity) -> bool:
    """True when the viewer holds one of the roles on the entity or above it."""
    return any(seat.role in roles and seat.entity_id in entity.lineage for seat in seats(viewer))


def holds_anywhere(viewer: User, *roles: str) -> bool:
    """True when the viewer holds one of the roles on any entity."""
    return any(seat.role in roles for seat in seats(viewer))


def standing_covers(**where: Any) -> QuerySet[Cover]:
    """Covers that hold now, judged where the person who is away lives."""
    today = LocalDay(Value(clock.now()), F("person__time_zone"))
    return Cover.objects.filter(
        state=CoverState.ACCEPTED, starts__lte=today, ends__gte=today, **where
    )


def covered_by(viewer: User) -> QuerySet[Cover, int]:
    """The keys of those whom the viewer covers for now, as a subquery."""
    return standing_covers(stand_in=viewer).order_by().values_list("person", flat=True)


def covers(viewer: User, person_id: int) -> bool:
    """Whether the viewer covers for a person now."""
    return standing_covers(stand_in=viewer, person=person_id).exists()


def may_ask_cover(viewer: User, person: User) -> Answer:
    """For oneself, and an administrator for someone who cannot."""
    return unless(
        viewer.pk == person.pk or bool(may_administer_person(viewer, person)),
        _("Only %(person)s or an administrator may ask for this cover.") % {"person": person},
    )


def may_answer_cover(viewer: User, cover: Cover) -> Answer:
    """Nobody agrees for someone else."""
    return unless(
        viewer.pk == cover.stand_in_id,
        _("Only %(stand_in)s may say whether they cover.") % {"stand_in": cover.stand_in},
    )


def may_end_cover(viewer: User, cover: Cover) -> Answer:
    """Either of the two, and an administrator."""
    return unless(
        viewer.pk in (cover.person_id, cover.stand_in_id)
        or bool(may_administer_person(viewer, cover.person)),
        _("Only %(person)s, %(stand_in)s or an administrator may end this cover.")
        % {"person": cover.person, "stand_in": cover.stand_in},
    )


def main_role(viewer: User) -> Role | None:
    """The role that decides where a person lands; None for one who holds none."""
    return next((role for role in MAIN_ROLES if holds_anywhere(viewer, role)), None)


def may_administer(viewer: User) -> Answer:
    """People, roles and entities are kept by system administrators."""
    return unless(
        viewer.is_superuser or holds_anywhere(viewer, Role.ADMINISTRATOR),
        _("Only a system administrator may do this."),
    )


def may_administer_all(viewer: User) -> Answer:
    """What reaches everybody is for administrators of the whole system, not of one place."""
    return unless(
        viewer.is_superuser or administers_all(viewer),
        _("Only an administrator of the whole system may do this."),
    )


def administers_all(viewer: User) -> bool:
    """Whether they are administrator of each entity that lies below no other; read once."""
    if not hasattr(viewer, "_administers_all"):
        held = {seat.entity_id for seat in seats(viewer) if seat.role == Role.ADMINISTRATOR}
        others = Entity.objects.filter(parent=None, merged_into=None).exclude(pk__in=held)
        viewer._administers_all = bool(held) and not others.exists()  # type: ignore[attr-defined]
    return viewer._administers_all  # type: ignore[attr-defined,no-any-return]


def may_administer_person(viewer: User, person: User) -> Answer:
    """An account is kept by administrators of every entity at which it holds a role.

    Otherwise an administrator of one place could close the accounts of others, or reach what they
    reach. Of an account without any role that is each administrator.
    """
    if may_administer_all(viewer):
        return YES
    held = Entity.objects.filter(pk__in=[seat.entity_id for seat in seats(person)])
    allowed = bool(may_administer(viewer)) and not person.is_superuser
    return unless(
        allowed and all(bool(may_manage(viewer, entity)) for entity in held),
        _("Only an administrator of every place where %(person)s holds a role may do this.")
        % {"person": person},
    )


def may_issue_for(viewer: User, service: User) -> Answer:
    """A secret of a service is made by an administrator of everything that the service reaches."""
    return unless(
        service.is_service and bool(may_administer_person(viewer, service)),
        _("Only an administrator of every entity that a service reaches may issue a token for it."),
    )


def looks_after(viewer: User, service: User) -> bool:
    """Whether a service is the viewer's to look after: who answers for it, and administrators of
    all that it reaches.
    """
    return service.is_service and (
        service.answered_by_id == viewer.pk or bool(may_administer_person(viewer, service))
    )


def may_revoke(viewer: User, token: Token) -> Answer:
    """Its owner; of a service also who looks after it."""
    return unless(
        token.user_id == viewer.pk or looks_after(viewer, token.user),
        _("Only its owner may revoke a token."),
    )


def features_off(viewer: User) -> frozenset[str]:
    """What is switched off, for everybody alike; read once and kept on the viewer's object.

    Who signed in or holds a token brings it along (people/signing_in.py), so that it costs no
    statement a request.
    """
    if not hasattr(viewer, "_off"):
        viewer._off = frozenset(off().values_list("feature", flat=True))  # type: ignore[attr-defined]
    return viewer._off  # type: ignore[attr-defined,no-any-return]


def may_switch(viewer: User) -> Answer:
    """It holds for everybody, so an administrator of one place does not decide it."""
    return unless(
        viewer.is_superuser or administers_all(viewer),
        _("Only an administrator of the whole system may switch a part of it off or on."),
    )


def overseen_switches(viewer: User) -> QuerySet[Switch]:
    """All of them, for administrators and auditors."""
    every = Switch.objects.all()
    return every if may_oversee(viewer) else every.none()


def holds_a_role() -> Exists:
    """Whether a person holds any role now."""
    return Exists(Membership.objects.filter(user=OuterRef("pk"), ended_at=None))


def is_idle() -> Q:
    """Who has neither signed in nor called with a token for a year.

    Not who was added since, and no account that is kept for emergencies.
    """
    since = clock.now() - IDLE_AFTER
    called = Exists(Token.objects.filter(user=OuterRef("pk"), last_used_at__gte=since))
    away = Q(last_login=None) | Q(last_login__lt=since)
    return away & Q(created_at__lt=since, break_glass=False) & ~Q(called)


def may_oversee(viewer: User) -> Answer:
    """What was done to accounts, roles and imports is read by administrators and auditors."""
    return unless(
        viewer.is_superuser or holds_anywhere(viewer, Role.ADMINISTRATOR, Role.AUDITOR),
        _("Only an administrator or an auditor may read this."),
    )


def overseen_people(viewer: User) -> QuerySet[User]:
    """The people of whose accounts and roles the viewer reads the history: at least oneself."""
    return User.objects.all() if may_oversee(viewer) else User.objects.filter(pk=viewer.pk)


def oversees(viewer: User, person: User) -> bool:
    """Whether this person is one of them."""
    return viewer.pk == person.pk or bool(may_oversee(viewer))


def overseen_group_roles(viewer: User) -> QuerySet[GroupRole]:
    """What groups give, for those who read what was done to roles."""
    return GroupRole.objects.all() if may_oversee(viewer) else GroupRole.objects.none()


def visible_entities(viewer: User) -> QuerySet[Entity]:
    """All: the shape of the system is known to everyone who signs in."""
    return Entity.objects.all()


def may_manage(viewer: User, entity: Entity) -> Answer:
    """An entity, and the roles on it, are kept by an administrator of it or of one above it."""
    return unless(
        viewer.is_superuser or holds(viewer, (Role.ADMINISTRATOR,), entity),
        _("Only a system administrator of %(entity)s may do this.") % {"entity": entity},
    )


def check_takes_new(entity: Entity, field: str = "entity") -> None:
    """Raises Invalid, under this field, for an entity that became part of another."""
    if entity.merged_into is not None:
        raise Invalid(
            {
                field: _("%(entity)s is part of %(merged_into)s now. Choose that one.")
                % {"entity": entity, "merged_into": entity.merged_into}
            }
        )
