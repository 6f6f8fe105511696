"""What people do at once: of a hundred requests 85 read and 15 write, by pages and by the API."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from bench.asking import Asked
from bench.visitors import Visitor
from initiatives.base import clock

WORDS = ("interpreter", "asthma", "discharge", "transport", "referral", "stroke")
STAGES = ("proposed", "planning", "testing", "implementing")
HEALTH = Asked("/healthz/ready?parts=database,broker")
WRITING = 15
PROMISED_FOR = timedelta(days=60)
MOVED, MADE, CHANGED, STALE = 302, 201, 200, 412


@dataclass(frozen=True)
class Reading:
    """What is read, how often of a hundred, and its address."""

    name: str
    share: int
    path: Callable[[Visitor, Random], str]

    def asked(self, visitor: Visitor, chance: Random) -> Asked:
        return Asked(self.path(visitor, chance))


@dataclass(frozen=True)
class Writing:
    """What is written, how often of a hundred, in which table it shows, and how it is sent.

    `ask` takes the text by which it is found again, a key of its own, and the version that it
    changes, None where it makes something new.
    """

    name: str
    share: int
    shows: str
    ask: Callable[[Visitor, str, str, int | None], Asked]
    expects: int
    changes: bool = False

    @property
    def by_api(self) -> bool:
        return self.name.endswith("API")


def at(path: str) -> Callable[[Visitor, Random], str]:
    """An address that is the same for everybody."""
    return lambda visitor, chance: path


def searched(path: str) -> Callable[[Visitor, Random], str]:
    """Asked with a word."""
    return lambda visitor, chance: f"{path}?q={chance.choice(WORDS)}"


def filtered(path: str) -> Callable[[Visitor, Random], str]:
    """Asked for those of one stage."""
    return lambda visitor, chance: f"{path}?stage={chance.choice(STAGES)}"


def own(path: str) -> Callable[[Visitor, Random], str]:
    """About the visitor or the initiative that they own."""
    return lambda visitor, chance: path.format(pk=visitor.initiative, person=visitor.person)


READINGS = (
    Reading("my accountability page", 14, at("/mine/")),
    Reading("initiatives page", 8, at("/initiatives/")),
    Reading("initiatives page, filtered", 6, filtered("/initiatives/")),
    Reading("initiative page", 10, own("/initiatives/{pk}/")),
    Reading("search page", 5, searched("/search/")),
    Reading("status page", 3, at("/status/")),
    Reading("commitments page", 4, at("/commitments/")),
    Reading("shortfalls page", 3, at("/shortfalls/")),
    Reading("measures page", 2, at("/measures/")),
    Reading("initiatives API", 7, filtered("/api/v1/initiatives/")),
    Reading("initiative API", 10, own("/api/v1/initiatives/{pk}/")),
    Reading("commitments API", 7, own("/api/v1/commitments/?owner={person}&state=open")),
    Reading("search API", 3, searched("/api/v1/search/")),
    Reading("status API", 1, at("/api/v1/status/")),
    Reading("me API", 2, at("/api/v1/me/")),
)


def once() -> str:
    """A key as each form has one."""
    return secrets.token_urlsafe(16)


def charter(visitor: Visitor, text: str, key: str, version: int | None) -> Asked:
    fields = {"title": text, "entity": str(visitor.unit), "stage": "proposed", "once": once()}
    return Asked("/initiatives/new/", fields=fields)


def charter_api(visitor: Visitor, text: str, key: str, version: int | None) -> Asked:
    data: dict[str, object] = {"title": text, "entity": visitor.unit}
    return Asked("/api/v1/initiatives/", data=data, headers={"Idempotency-Key": key})


def promise_api(visitor: Visitor, text: str, key: str, version: int | None) -> Asked:
    due = str(clock.today() + PROMISED_FOR)
    data: dict[str, object] = {"title": text, "owner": visitor.person, "due_on": due}
    data["initiative"] = visitor.initiative
    return Asked("/api/v1/commitments/", data=data, headers={"Idempotency-Key": key})


def revision(visitor: Visitor, text: str, key: str, version: int | None) -> Asked:
    fields = visitor.kept | {"problem": text, "version": str(version), "once": once()}
    return Asked(f"/initiatives/{visitor.initiative}/edit/", fields=fields)


def revision_api(visitor: Visitor, text: str, key: str, version: int | None) -> Asked:
    match = {"If-Match": f'"{version}"'}
    path = f"/api/v1/initiatives/{visitor.initiative}/"
    return Asked(path, data={"problem": text}, method="PATCH", headers=match)


WRITINGS = (
    Writing("charter page", 2, "charter", charter, MOVED),
    Writing("charter API", 3, "charter", charter_api, MADE),
    Writing("promise API", 4, "promise", promise_api, MADE),
    Writing("revision page", 3, "revision", revision, MOVED, changes=True),
    Writing("revision API", 3, "revision", revision_api, CHANGED, changes=True),
)
