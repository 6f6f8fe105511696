"""A person arrives from their institution: found or made, with the roles that its groups give."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from initiatives.base import clock
from initiatives.base.errors import NotAllowed
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import unless
from initiatives.base.records import change, one_at_a_time
from initiatives.history.services import record
from initiatives.people.models import GroupRole, Membership, User
from initiatives.people.provisioning import Arrival, GroupSeat, may_arrive, turnover
from initiatives.people.rules import Seat
from initiatives.people.services.accounts import add_person

CLOSED = _("Your account here is closed. If you are back, ask an administrator to open a new one.")
UNKNOWN = _(
    "You have no account here yet. Ask the equity office or an administrator of your part of the "
    "system; they need your name and your work e-mail address."
)
GLASS = _("This account is for emergencies and signs in by its password alone.")


@transaction.atomic
def arrive(*, arrival: Arrival, domains: Sequence[str], creates: bool) -> User:
    """The person of an address that the institution may vouch for, made where there is none.

    Raises NotAllowed with what to tell them. `creates` says whether an account may be made.
    """
    may_arrive(arrival, domains).require()
    address = arrival.email.strip().lower()
    one_at_a_time(f"arriving.{address}")
    person = User.objects.filter(email=address).first()
    if person is None:
        unless(creates, UNKNOWN).require()
        person = add_person(address, arrival.name.strip()[:120] or address)
        record(actor=None, verb="created", subject=person, after={"email": address})
    may_come_in(person)
    after = {"institution": arrival.provider}
    record(actor=None, verb="linked an institution to", subject=person, after=after)
    return person


def may_come_in(person: User) -> None:
    """Raises NotAllowed for an account that is closed, and for one that no institution opens."""
    unless(person.is_active, CLOSED).require()
    unless(not person.break_glass, GLASS).require()


@transaction.atomic
def follow_groups(*, person: User, arrival: Arrival) -> None:
    """Give and take back the roles that this institution's groups give; the others stay."""
    if not person.is_active:
        raise NotAllowed(CLOSED)
    one_at_a_time(f"groups.{person.pk}")
    held = Membership.objects.filter(user=person, ended_at=None)
    ours = held.filter(given_by=arrival.provider)
    others = held.exclude(given_by=arrival.provider)
    turn = turnover(rules_of(arrival.provider), arrival.groups, seats_of(ours), seats_of(others))
    why = f"By the groups of {arrival.provider}."
    for seat in ours.select_related("entity"):
        if Seat(seat.role, seat.entity_id) in turn.taken:
            take_back(seat, person, None, why)
    for role, entity_id in sorted(turn.given):
        given, new = Membership.objects.get_or_create(
            user=person,
            entity_id=entity_id,
            role=role,
            ended_at=None,
            defaults={"given_by": arrival.provider},
        )
        if new:
            after = {"role": str(given)}
            record(actor=None, verb="granted", subject=person, after=after, reason=why)


def rules_of(provider: str) -> list[GroupSeat]:
    """What the groups of an institution give; nothing on an entity that was merged."""
    said = GroupRole.objects.filter(
        provider=provider, ended_at=None, entity__merged_into__isnull=True
    )
    return [GroupSeat(one.group, Seat(one.role, one.entity_id)) for one in said]


def seats_of(held: Iterable[Membership]) -> set[Seat]:
    """The seats of memberships."""
    return {Seat(one.role, one.entity_id) for one in held}


def take_back(seat: Membership, person: User, actor: User | None, why: str) -> None:
    """End a role that a group gave."""
    change(seat, ended_at=clock.now())
    before = {"role": str(seat)}
    record(actor=actor, verb="ended", subject=person, before=before, reason=why)
