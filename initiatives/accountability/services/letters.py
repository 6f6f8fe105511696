"""Opening letters once each, and what they say at the moment of sending."""

from collections import defaultdict

from initiatives.accountability.choices import DeliveryKind
from initiatives.accountability.letters import Letter, post_of, posts
from initiatives.accountability.models import Delivery
from initiatives.accountability.queries import holidays, quiet_hours, system_policy
from initiatives.accountability.queries.waiting import opened_letters, people
from initiatives.accountability.rules.hours import hours_of, local, why_no_digest
from initiatives.base import clock
from initiatives.people.models import User


def open_letters() -> None:
    """A message for each letter that is owed and was never opened, at its person's hours."""
    owed = {(who, f"{post.key}/{rest}") for post in posts() for who, rest in post.waiting()}
    owed -= opened_letters({key for _, key in owed})
    if not owed:
        return
    now, quiet, off = clock.now(), quiet_hours(system_policy()), holidays()
    persons = people({who for who, _ in owed})
    fresh = [
        Delivery(
            recipient_id=who,
            kind=DeliveryKind.LETTER,
            key=key,
            day=local(now, hours_of(persons[who])).date(),
        )
        for who, key in sorted(owed)
        if is_reachable(persons[who]) and not why_no_digest(now, hours_of(persons[who]), quiet, off)
    ]
    Delivery.objects.bulk_create(fresh, ignore_conflicts=True)


def is_reachable(person: User) -> bool:
    """Whether the account is open and its address was not refused."""
    chosen = getattr(person, "preference", None)
    return person.is_active and not (chosen and chosen.unreachable_address == person.email)


def letters_of(claimed: list[Delivery]) -> dict[int, Letter]:
    """What each letter among these says, by its key; one that holds no more is left out."""
    by_post: dict[str, list[Delivery]] = defaultdict(list)
    for delivery in claimed:
        if delivery.kind == DeliveryKind.LETTER and delivery.recipient.is_active:
            by_post[delivery.key.partition("/")[0]].append(delivery)
    said: dict[int, Letter] = {}
    for deliveries in by_post.values():
        post = post_of(deliveries[0])
        said |= post.write(deliveries) if post else {}
    return said
