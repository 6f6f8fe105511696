"""The score that the evidence proposes, with its reasons; and where people see it otherwise.

A level needs all those below it. What is there for a higher one without them is told, and so is
what the next level still asks for.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.portfolio.rules.evidence import Evidence
from initiatives.portfolio.rules.scale import LEVELS, SCALE, Ask, Level

APART = 1.0  # a difference that is shown, as IHI means the two scores to be compared
WHO: Mapping[str, str] = {
    "proposed": _("the evidence"),
    "team": _("the team"),
    "adviser": _("the adviser"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence with the level that asks for it, and where it is found or added."""

    level: float
    key: str
    words: str
    place: str
    measure: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A level with its `reasons`; `ahead` is there for higher ones, `missing` for the next."""

    level: Level
    reasons: tuple[Reason, ...]
    ahead: tuple[Reason, ...]
    missing: tuple[Reason, ...]
    following: Level | None
    scale: str = SCALE

    @property
    def score(self) -> float:
        return self.level.score

    def kept(self) -> list[dict[str, Any]]:
        """Its reasons as JSON keeps them."""
        return [asdict(reason) for reason in self.reasons]


def propose(known: Evidence) -> Proposal:
    """The highest level whose evidence, and that of all below it, is there."""
    there: list[Reason] = []
    lacking: list[Reason] = []
    for level in LEVELS:
        for ask in level.asks:
            holds, reason = judged(level, ask, known)
            (there if holds else lacking).append(reason)
    first = min((reason.level for reason in lacking), default=None)
    following = next((level for level in LEVELS if level.score == first), None)
    reached = LEVELS[LEVELS.index(following) - 1] if following else LEVELS[-1]
    return Proposal(
        level=reached,
        reasons=tuple(one for one in there if one.level <= reached.score),
        ahead=tuple(one for one in there if one.level > reached.score),
        missing=tuple(one for one in lacking if one.level == first),
        following=following,
    )


def judged(level: Level, ask: Ask, known: Evidence) -> tuple[bool, Reason]:
    """Whether what a level asks for is there, and the sentence that says so."""
    found = ask.look(known)
    return found.holds, Reason(level.score, ask.key, found.words, ask.place, found.measure)


def differences(scores: Mapping[str, float]) -> list[str]:
    """A sentence for each two of proposed, team and adviser that are one or more apart.

    They are never averaged: that they differ is what there is to talk about.
    """
    told = [(WHO[side], scores[side]) for side in WHO if side in scores]
    return [
        gettext(
            "%(one)s says %(first)s and %(other)s %(second)s: they are "
            "%(apart)s apart. Talk about what each of them sees."
        )
        % {
            "one": one.capitalize(),
            "first": f"{first:.1f}",
            "other": other,
            "second": f"{second:.1f}",
            "apart": f"{abs(first - second):.1f}",
        }
        for (one, first), (other, second) in combinations(told, 2)
        if abs(first - second) >= APART
    ]
