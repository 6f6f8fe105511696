"""What a later edition of a vocabulary says otherwise than a former one, group by group.

A group is known by its code: with the same code it is the same group under perhaps another label.
"""

from collections import Counter
from dataclasses import dataclass

from initiatives.framework.choices import Turn
from initiatives.framework.loading.comparing import TextTurn, differing
from initiatives.measures.loading import StratificationText, StratumText


@dataclass(frozen=True)
class GroupTurn:
    """What becomes of the group of one code."""

    code: str
    turn: Turn
    before: StratumText | None
    after: StratumText | None

    @property
    def label(self) -> str:
        """As it is called from now on; as it was called where it is gone."""
        one = self.after or self.before
        return one.label if one else ""


@dataclass(frozen=True)
class VocabularyComparison:
    """The texts of a vocabulary that differ, and what becomes of each group."""

    texts: tuple[TextTurn, ...]
    groups: tuple[GroupTurn, ...]

    @property
    def counts(self) -> Counter[Turn]:
        """How many groups are new, changed, withdrawn or the same."""
        return Counter(one.turn for one in self.groups)

    def __bool__(self) -> bool:
        """False where both say the same."""
        return bool(self.texts) or self.counts[Turn.SAME] < len(self.groups)


def compared_vocabularies(
    former: StratificationText | None, later: StratificationText
) -> VocabularyComparison:
    """What `later` says otherwise than `former`, or than nothing; gone groups come last."""
    before = {one.code: one for one in former.strata} if former else {}
    after = {one.code: one for one in later.strata}
    codes = [*after, *(code for code in before if code not in after)]
    return VocabularyComparison(
        differing(texts_of(former, later)) if former else (),
        tuple(turn_of(code, before.get(code), after.get(code)) for code in codes),
    )


def texts_of(was: StratificationText, now: StratificationText) -> tuple[TextTurn, ...]:
    """What is said of the vocabulary itself; the order counts where groups stay."""
    both = {one.code for one in was.strata} & {one.code for one in now.strata}
    return (
        TextTurn("title", was.title, now.title),
        TextTurn("source", was.source, now.source),
        TextTurn("ordered", str(was.ordered), str(now.ordered)),
        TextTurn("overlapping", str(was.overlapping), str(now.overlapping)),
        TextTurn("order", in_order(was, both), in_order(now, both)),
    )


def in_order(said: StratificationText, codes: set[str]) -> str:
    """The codes of some groups as they follow each other."""
    found = [one.code for one in said.strata if one.code in codes]
    return ", ".join(found)


def turn_of(code: str, was: StratumText | None, now: StratumText | None) -> GroupTurn:
    """What becomes of one group."""
    if was is None or now is None:
        return GroupTurn(code, Turn.NEW if was is None else Turn.WITHDRAWN, was, now)
    return GroupTurn(code, Turn.SAME if was == now else Turn.CHANGED, was, now)
