"""Everybody asks for everything at every place, and nothing of what they do there stays."""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.core.cache import cache

from tests.api.world import World
from tests.factories import rolled_back
from tests.permissions.places import (
    BELONGINGS,
    COLUMNS,
    NOT_SIGNED_IN,
    RESTRICTED,
    WHOLE,
    System,
)
from tests.permissions.table import ELSEWHERE, Walked

ALIKE = ("no role", NOT_SIGNED_IN)


class Asked(NamedTuple):
    """One thing to ask for: the row that it belongs to, how, where and with what."""

    row: str
    method: str
    path: str
    body: Any = None


Ask = Callable[[str, Asked, World], str]


def walk(system: System, ask: Ask, everything: Iterable[Asked]) -> Walked:
    """What each of the columns is answered, by row and column, and then by place."""
    found: Walked = {}
    for number, asked in enumerate(everything):
        cache.clear()  # what was counted against a limit
        found[asked.row] = {
            who: {
                place: once(ask, who, asked, system.as_seen_by(who, place))
                for place in places(system, asked, who, number)
            }
            for who in COLUMNS
        }
    return found


def places(system: System, asked: Asked, who: str, number: int) -> list[str]:
    """Where it makes a difference that somebody asks: at the own entity always.

    Elsewhere where other records lie there, at the sibling and the foreign entity in turn; reading
    is asked for at both. To who holds no role all places are alike. Who holds a role on the whole
    system has no place of their own, so they ask at each of the three in turn, unless it is for
    what belongs to one person.
    """
    what = [asked.path, asked.body]
    if who in ALIKE or not system.differ(what):
        return ["own"]
    restricted = ["restricted"] if named(RESTRICTED, what) else []
    others = ELSEWHERE if asked.method == "GET" else ELSEWHERE[number % 2 :][:1]
    if who in WHOLE and not named(BELONGINGS, what):
        return [("own", *ELSEWHERE)[number % 3], *restricted]
    return ["own", *others, *restricted]


def named(names: Iterable[str], what: Any) -> bool:
    """Whether one of these records is named in what is asked for."""
    return bool({*names} & {*re.findall(r"\$(\w+)", repr(what))})


def once(ask: Ask, who: str, asked: Asked, world: World) -> str:
    """The answer to one, after which everything is as before."""
    with rolled_back():
        return ask(who, asked, world)
