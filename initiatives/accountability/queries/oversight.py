"""Reading the engine from above: for administrators, and for auditors without what mails say."""

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from initiatives.accountability.choices import CommitmentState, EngineState
from initiatives.accountability.models import ChatAddress, Commitment, Delivery, Engine, Reminder
from initiatives.accountability.queries.books import with_names
from initiatives.accountability.queries.commitments import as_listed
from initiatives.accountability.queries.waiting import unopened
from initiatives.people.models import Entity, Membership, User
from initiatives.people.rules import (
    STEWARDS,
    may_administer,
    may_administer_all,
    may_oversee,
    standing_covers,
    within,
)

WRITTEN = ("subject", "body")  # what only the recipient and administrators of the whole system read


def standstill(viewer: User) -> Engine | None:
    """The engine, for an administrator while it sends nothing; nothing for anyone else."""
    if not may_administer(viewer):
        return None
    still = Engine.objects.exclude(state=EngineState.RUNNING)
    return still.select_related("changed_by").first()


def people_waiting() -> int:
    """How many people are owed something for which no message is opened yet: their hour comes."""
    return unopened().order_by().values("recipient").distinct().count()


def messages(viewer: User) -> QuerySet[Delivery]:
    """All messages for who oversees, without what they say, the latest first; else none."""
    listed = Delivery.objects.select_related("recipient").defer(*WRITTEN).order_by("-pk")
    return listed if may_oversee(viewer) else listed.none()


def message(viewer: User, pk: int) -> Delivery:
    """One message for who oversees; raises Delivery.DoesNotExist for anyone else."""
    return messages(viewer).get(pk=pk)


def told_people(viewer: User) -> QuerySet[User]:
    """Everyone to whom there is a message, by name."""
    return User.objects.filter(pk__in=messages(viewer).order_by().values("recipient"))


def with_chat() -> Exists:
    """Whether a person has a chat that works."""
    return Exists(ChatAddress.objects.filter(person=OuterRef("pk"), broken_at=None))


def beyond_mail() -> Q:
    """People whose address was refused, as long as it is the same address."""
    return Q(preference__unreachable_address=F("email")) & ~Q(email="")


def reachable() -> QuerySet[User]:
    """Who can be told by any channel."""
    by_mail = User.objects.filter(beyond_mail()).order_by().values("pk")
    people = User.objects.filter(is_active=True, answered_by=None)
    return people.filter(~Q(pk__in=by_mail) | with_chat()).order_by()


def unreachable(viewer: User) -> QuerySet[User]:
    """Active people whom mail does not reach, for who oversees, with their open commitments.

    `has_chat` says whether they are told by chat all the same; nobody else may read this.
    """
    still_open = Q(commitments__state=CommitmentState.OPEN)
    rows = (
        User.objects.filter(beyond_mail(), is_active=True)
        .select_related("preference")
        .annotate(open_commitments=Count("commitments", filter=still_open), has_chat=with_chat())
        .order_by("preference__unreachable_since", "pk")
    )
    return rows if may_oversee(viewer) else rows.none()


def untold(viewer: User) -> QuerySet[Commitment]:
    """Open commitments of which nobody can be told, for who oversees.

    Neither the owner, nor who covers, nor an equity lead or administrator above is reachable.
    """
    rows = as_listed(Commitment.objects.filter(state=CommitmentState.OPEN)).order_by("due_on", "pk")
    if not may_oversee(viewer) or reachable().filter(is_superuser=True).exists():
        return rows.none()
    held = Membership.objects.filter(role__in=STEWARDS, ended_at=None, user__in=reachable())
    seats = held.order_by().values_list("entity_id", flat=True)
    answered = Entity.objects.filter(within(seats)).order_by().values("pk")
    covered = standing_covers(person=OuterRef("owner"), stand_in__in=reachable())
    return rows.exclude(owner__in=reachable()).exclude(entity__in=answered).exclude(Exists(covered))


def occasions_of(viewer: User, found: Delivery) -> QuerySet[Reminder]:
    """Of what a message tells, for its person and an administrator of the whole system."""
    rows = with_names(Reminder.objects.filter(delivery=found)).order_by("due_on", "pk")
    mine = found.recipient_id == viewer.pk
    return rows if mine or may_administer_all(viewer) else rows.none()
