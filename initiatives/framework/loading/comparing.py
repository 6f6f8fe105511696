"""What a later edition of principles says otherwise than a former one, principle by principle."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from initiatives.base.differing import Piece, line_pieces, word_pieces
from initiatives.framework.choices import Turn
from initiatives.framework.loading.principles import FrameworkText, PrincipleText

LISTS = ("mission", "values", "expects")
NOTHING = FrameworkText("", "", "", "", "", (), (), ())


@dataclass(frozen=True)
class TextTurn:
    """One text before and after; lists have a line for each of theirs."""

    name: str
    before: str
    after: str

    @property
    def in_lines(self) -> bool:
        """Whether it is a list."""
        return self.name in LISTS

    @property
    def pieces(self) -> list[Piece]:
        """What went and what came: by words, of a list by lines."""
        by = line_pieces if self.in_lines else word_pieces
        return by(self.before, self.after)


@dataclass(frozen=True)
class PrincipleTurn:
    """What becomes of the principle of one number; with its texts that differ."""

    number: int
    turn: Turn
    before: PrincipleText | None
    after: PrincipleText | None
    texts: tuple[TextTurn, ...]

    @property
    def short_name(self) -> str:
        """As it is called from now on; as it was called where it is withdrawn."""
        one = self.after or self.before
        return one.short_name if one else ""


@dataclass(frozen=True)
class Comparison:
    """The texts of a framework that differ, and what becomes of each principle, by number."""

    texts: tuple[TextTurn, ...]
    principles: tuple[PrincipleTurn, ...]

    @property
    def counts(self) -> Counter[Turn]:
        """How many principles are new, changed, withdrawn or the same."""
        return Counter(one.turn for one in self.principles)

    def __bool__(self) -> bool:
        """False where both say the same."""
        return bool(self.texts) or self.counts[Turn.SAME] < len(self.principles)


def compared(former: FrameworkText | None, later: FrameworkText) -> Comparison:
    """What `later` says otherwise than `former`, or than nothing at all."""
    was = former or NOTHING
    texts = (
        TextTurn("name", was.name, later.name),
        TextTurn("source", was.source, later.source),
        TextTurn("purpose", was.purpose, later.purpose),
        TextTurn("mission", "\n".join(was.mission), "\n".join(later.mission)),
        TextTurn("values", "\n".join(was.values), "\n".join(later.values)),
    )
    return Comparison(differing(texts), tuple(turns(was, later)))


def turns(was: FrameworkText, later: FrameworkText) -> Iterator[PrincipleTurn]:
    """Each number that either has, in order."""
    before = {one.number: one for one in was.principles}
    after = {one.number: one for one in later.principles}
    for number in sorted(before.keys() | after.keys()):
        yield turn_of(number, before.get(number), after.get(number))


def turn_of(number: int, was: PrincipleText | None, now: PrincipleText | None) -> PrincipleTurn:
    """What becomes of one principle."""
    if was is None or now is None:
        turn = Turn.NEW if was is None else Turn.WITHDRAWN
        return PrincipleTurn(number, turn, was, now, ())
    texts = differing(
        (
            TextTurn("short_name", was.short_name, now.short_name),
            TextTurn("statement", was.statement, now.statement),
            TextTurn("expects", "\n".join(was.expects), "\n".join(now.expects)),
        )
    )
    return PrincipleTurn(number, Turn.CHANGED if texts else Turn.SAME, was, now, texts)


def differing(texts: tuple[TextTurn, ...]) -> tuple[TextTurn, ...]:
    """Those that are not as they were."""
    return tuple(one for one in texts if one.before != one.after)
