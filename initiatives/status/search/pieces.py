"""Texts in which the database marked the words that were found, in pieces for a page to escape."""

import re
from dataclasses import dataclass

# Of the private use area: nobody types them, and they mean nothing in HTML.
START, STOP, GAP = "\ue000", "\ue001", " \N{HORIZONTAL ELLIPSIS} "
EITHER = re.compile(f"([{START}{STOP}])")
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Piece:
    """A stretch of a text, and whether it is a word that was found."""

    text: str
    marked: bool


def pieces(marked: str) -> tuple[Piece, ...]:
    """The stretches of a marked text in order; together they are the text without its marks.

    A mark that is not closed, or that somebody typed, marks something or nothing but hides nothing.
    """
    found, on = [], False
    for part in EITHER.split(SPACES.sub(" ", marked).strip()):
        if part in (START, STOP):
            on = part == START
        elif part:
            found.append(Piece(part, on))
    return tuple(found)


def plain(text: str) -> tuple[Piece, ...]:
    """A text in which nothing is marked."""
    return pieces(text.replace(START, "").replace(STOP, ""))


def is_marked(found: tuple[Piece, ...]) -> bool:
    """Whether any word of it was found."""
    return any(piece.marked for piece in found)
