"""What differs between two texts: nothing is lost of either."""

from hypothesis import given
from hypothesis import strategies as st

from initiatives.base.differing import MOST_WORDS, Piece, line_pieces, word_pieces

WORDS = st.lists(st.sampled_from(["equity", "for", "all", "people", "now"]), max_size=30)
LINES = st.lists(st.text(st.characters(codec="ascii", categories=["L"]), min_size=1), max_size=8)


def said(pieces, *how):
    return [piece.words for piece in pieces if piece.how in how]


def test_words_that_go_and_come_stand_in_their_place():
    assert word_pieces("Care for some people.", "Care for all people.") == [
        Piece("same", "Care for"),
        Piece("gone", "some"),
        Piece("come", "all"),
        Piece("same", "people."),
    ]


@given(WORDS, WORDS)
def test_each_text_can_be_put_together_again(before, after):
    found = word_pieces(" ".join(before), " ".join(after))
    assert " ".join(said(found, "same", "gone")).split() == before
    assert " ".join(said(found, "same", "come")).split() == after


@given(LINES, LINES)
def test_each_list_can_be_put_together_again(before, after):
    found = line_pieces("\n".join(before), "\n".join(after))
    assert said(found, "same", "gone") == before
    assert said(found, "same", "come") == after


def test_a_text_of_very_many_words_is_shown_whole():
    long = "word " * (MOST_WORDS + 1)
    assert word_pieces(long, "short") == [Piece("gone", long.strip()), Piece("come", "short")]
