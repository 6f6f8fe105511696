"""What differs between two texts, word by word or line by line."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_WORDS = 400  # comparing takes time by the square; longer texts stand whole beside each other
WORD = re.compile(r"\s*\S+")


class Piece(NamedTuple):
    """Words that stay, went or came: `how` is same, gone or come."""

    how: str
    words: str


def word_pieces(before: str, after: str) -> list[Piece]:
    """The words of both in their order; what came follows what went in its place."""
    was, now = WORD.findall(before), WORD.findall(after)
    if max(len(was), len(now)) > MOST_WORDS:
        was, now = [before], [after]
    turned = list(turns(was, now))
    return [Piece(how, said) for how, units in turned if (said := "".join(units).strip())]


def line_pieces(before: str, after: str) -> list[Piece]:
    """The same by lines, each a piece of its own."""
    turned = turns(before.splitlines(), after.splitlines())
    return [Piece(how, line) for how, lines in turned for line in lines]


def turns(was: list[str], now: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The runs of both: how each run turned out, and its units."""
    for kind, i, j, k, m in SequenceMatcher(None, was, now).get_opcodes():
        if kind == "equal":
            yield "same", was[i:j]
        else:
            yield "gone", was[i:j]
            yield "come", now[k:m]
