"""Reading people, roles, covers, saved views and tokens."""

from typing import NamedTuple

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    Max,
    Q,
    QuerySet,
    Value,
)

from initiatives.base import clock
from initiatives.base.dates import LocalDay
from initiatives.people import rules
from initiatives.people.choices import CoverState, Role
from initiatives.people.models import Cover, Entity, Membership, SavedView, Token, User


def people(viewer: User) -> QuerySet[User]:
    """The directory: every active person, which everybody signed in may see; no services."""
    return User.objects.filter(is_active=True, answered_by=None)


def listed_people(viewer: User) -> QuerySet[User]:
    """The directory as a list with filters; `is_overseen` where the viewer oversees accounts."""
    overseen = Value(bool(rules.may_oversee(viewer)), output_field=BooleanField())
    return people(viewer).annotate(is_overseen=overseen)


class PeopleFigures(NamedTuple):
    """How many of the directory hold no role, and how many were not here for a year."""

    without_role: int
    idle: int


def people_figures(viewer: User) -> PeopleFigures:
    """As the filters of the directory count them, for who oversees accounts."""
    rules.may_oversee(viewer).require()
    counts = people(viewer).aggregate(
        without_role=Count("pk", filter=~Q(rules.holds_a_role())),
        idle=Count("pk", filter=rules.is_idle()),
    )
    return PeopleFigures(**counts)


class Named(NamedTuple):
    """What a choice of one person shows."""

    pk: int
    name: str
    title: str
    is_active: bool


def directory(viewer: User) -> list[Named]:
    """The same people with just what a choice of one shows."""
    return named(people(viewer))


def named(persons: QuerySet[User]) -> list[Named]:
    """What a choice of one of them shows; plain rows, as there may be thousands."""
    return [Named(*row) for row in persons.values_list("pk", "name", "title", "is_active")]


def person(viewer: User, pk: int) -> User:
    """One person, active or not; raises User.DoesNotExist."""
    return User.objects.get(pk=pk)


def memberships(
    viewer: User, user: User | None = None, entity: Entity | None = None
) -> QuerySet[Membership]:
    """Roles held now, of one person or on one entity if given."""
    held = Membership.objects.filter(ended_at=None).select_related("user", "entity")
    if user is not None:
        held = held.filter(user=user)
    if entity is not None:
        held = held.filter(entity=entity)
    return held


def membership(viewer: User, pk: int) -> Membership:
    """One role held now; raises Membership.DoesNotExist."""
    return memberships(viewer).get(pk=pk)


def saved_views(viewer: User, list_name: str | None = None) -> QuerySet[SavedView]:
    """The viewer's own saved views, of one list if named."""
    own = SavedView.objects.filter(user=viewer)
    return own.filter(list_name=list_name) if list_name else own


def saved_view(viewer: User, pk: int) -> SavedView:
    """One of the viewer's own saved views; raises SavedView.DoesNotExist."""
    return saved_views(viewer).get(pk=pk)


def tokens(viewer: User) -> QuerySet[Token]:
    """The viewer's own API tokens that are not revoked."""
    return Token.objects.filter(user=viewer, revoked_at=None)


def token(viewer: User, pk: int) -> Token:
    """One of the viewer's own tokens, or of a service that they look after; raises
    Token.DoesNotExist.
    """
    reached = Q(user=viewer) | Q(user__in=services(viewer))
    return Token.objects.filter(reached, revoked_at=None).select_related("user").get(pk=pk)


def services(viewer: User) -> QuerySet[User]:
    """The services that the viewer looks after: an administrator all, others those they answer for.

    Each with how many tokens it has in force and when one was last used.
    """
    own = Q() if rules.may_administer(viewer) else Q(answered_by=viewer)
    live = Q(tokens__revoked_at=None, tokens__expires_at__gt=clock.now())
    return (
        User.objects.filter(own, answered_by__isnull=False, is_active=True)
        .select_related("answered_by")
        .annotate(
            tokens_in_force=Count("tokens", filter=live),
            last_used_at=Max("tokens__last_used_at"),
        )
    )


def service(viewer: User, pk: int) -> User:
    """One of them; raises User.DoesNotExist."""
    return services(viewer).get(pk=pk)


def service_tokens(viewer: User, service: User) -> QuerySet[Token]:
    """The tokens of a service that are not revoked, expired ones as well."""
    return Token.objects.filter(user__in=services(viewer), user_id=service.pk, revoked_at=None)


def covers(viewer: User) -> QuerySet[Cover]:
    """Covers that name the viewer or that they asked for; all of them for an administrator
    of the whole system.

    Each says whether its last day is behind us where the person lives (`is_over`).
    """
    over = ExpressionWrapper(Q(ends__lt=day_of_person()), output_field=BooleanField())
    return (
        Cover.objects.filter(Q() if rules.may_administer_all(viewer) else naming(viewer))
        .select_related("person", "stand_in", "created_by")
        .annotate(is_over=over)
    )


def cover(viewer: User, pk: int) -> Cover:
    """One cover; raises Cover.DoesNotExist for what the viewer has no part in."""
    return covers(viewer).get(pk=pk)


def own_covers(viewer: User) -> QuerySet[Cover]:
    """Covers that name the viewer or that they asked for, whatever else they may see."""
    return covers(viewer).filter(naming(viewer))


def naming(viewer: User) -> Q:
    """What a person has a part in."""
    return Q(person=viewer) | Q(stand_in=viewer) | Q(created_by=viewer)


def cover_requests(viewer: User) -> QuerySet[Cover]:
    """What the viewer is asked to cover and has not answered, while it can still be answered."""
    asked = covers(viewer).filter(stand_in=viewer, state=CoverState.ASKED)
    return asked.filter(ends__gte=day_of_person()).order_by("starts", "id")


def day_of_person() -> LocalDay:
    """The present date where the person of a cover lives."""
    return LocalDay(Value(clock.now()), F("person__time_zone"))


def person_by_address(email: str) -> User | None:
    """The person of an e-mail address, for commands; None when nobody has it."""
    return User.objects.filter(email=email.strip().lower()).first()


def an_administrator() -> User | None:
    """The first administrator of a whole system, in whose name a command acts by default."""
    held = Membership.objects.filter(
        role=Role.ADMINISTRATOR,
        ended_at=None,
        entity__parent=None,
        user__is_active=True,
        user__answered_by=None,
    )
    first = held.select_related("user").order_by("pk").first()
    return first.user if first else None


def administrators() -> QuerySet[User]:
    """The active administrators of whole systems. Nobody views here: the tracker writes to them."""
    held = Membership.objects.filter(role=Role.ADMINISTRATOR, ended_at=None, entity__parent=None)
    return User.objects.filter(
        Q(is_superuser=True) | Q(pk__in=held.order_by().values("user")), is_active=True
    )


def people_of_domain(domain: str) -> QuerySet[User]:
    """Active people whose address lies in a mail domain."""
    return User.objects.filter(is_active=True, answered_by=None, email__endswith=f"@{domain}")


def answering_for(entity: Entity) -> User | None:
    """The equity lead who answers for an entity: the nearest upward, or else an administrator.

    Only who can still sign in; among several the one who has been there longest. Nobody views
    here: it is the tracker that looks for someone to ask.
    """
    held = Membership.objects.filter(
        entity__in=entity.lineage,
        ended_at=None,
        user__is_active=True,
        user__answered_by=None,
    ).select_related("user")
    for role in (Role.LEAD, Role.ADMINISTRATOR):
        seats = [seat for seat in held if seat.role == role]
        if seats:
            far = {pk: distance for distance, pk in enumerate(reversed(entity.lineage))}
            return min(seats, key=lambda seat: (far[seat.entity_id], seat.pk)).user
    return User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
