"""What a text typed into the search box is read as, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.status.search.asking import (
    FEWEST,
    LONGEST,
    asked,
    complaint,
    last_word,
    likeness,
)
from initiatives.status.search.pieces import START, STOP, Piece, is_marked, pieces, plain


@pytest.mark.parametrize(
    ("text", "settled", "begun"),
    [
        ("interpr", "", "interpr"),
        ("better interpr", "better", "interpr"),
        ("better interpr ", "better interpr", ""),
        ("in", "in", ""),
        ('"better interpr', '"better interpr', ""),
        ('"better care" interpr', '"better care"', "interpr"),
        ("care -interpr", "care -interpr", ""),
        ("bread or butt", "bread or butt", ""),
        ("bread OR butt jam", "bread OR butt jam", ""),
        ("oral hyg", "oral", "hyg"),
        ("100%", "100%", ""),
        ("a_b", "a_b", ""),
        ("Größe", "", "Größe"),
        ("   ", "", ""),
    ],
)
def test_only_a_last_word_that_stands_alone_may_be_begun(text, settled, begun):
    found = asked(text)
    assert (found.settled, found.begun) == (settled, begun)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("interpeter", "INTERPETER"),
        ('"blood presure" -sugar', "BLOOD PRESURE"),
        ("bread or butter", "BREAD BUTTER"),
        ("50% _x_", "50 X"),
        ("abc", ""),
        ("-only -these", ""),
    ],
)
def test_likeness_is_of_the_words_alone(text, words):
    assert likeness(text) == words


def test_what_is_too_long_or_cannot_be_kept_is_refused():
    assert complaint("a" * LONGEST) == ""
    assert str(LONGEST) in complaint("a" * (LONGEST + 1))
    for text in ("a\x00b", "\ud800"):
        assert "cannot be searched for" in complaint(text)
        with pytest.raises(ValueError, match="cannot be searched for"):
            asked(text)


@given(st.text(max_size=LONGEST))
def test_nothing_that_was_typed_is_lost_and_a_begun_word_is_safe_to_hand_on(text):
    if complaint(text):
        return
    found = asked(text)
    assert f"{found.settled} {found.begun}".split() == text.split()
    assert found.begun == last_word(text)
    assert found.begun == "" or (found.begun.isalnum() and len(found.begun) >= FEWEST)
    assert bool(found) == bool(text.strip())


def test_marks_become_pieces_and_html_stays_text():
    found = pieces(f"<b>{START}Care{STOP}</b>\n  for  {START}all{STOP}")
    assert found == (
        Piece("<b>", False),
        Piece("Care", True),
        Piece("</b> for ", False),
        Piece("all", True),
    )
    assert is_marked(found)
    assert not is_marked(plain(f"{START}Care{STOP}"))


@given(st.text(alphabet=st.sampled_from(["a", " ", START, STOP, "<"]), max_size=30))
def test_whatever_marks_somebody_typed_the_text_is_whole(text):
    whole = "".join(piece.text for piece in pieces(text))
    assert whole.split() == text.replace(START, "").replace(STOP, "").split()
