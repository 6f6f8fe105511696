"""What fits where: no row is lost, none comes twice, and no slide holds more than it can."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.status.pack.parts import Mark
from initiatives.status.pack.slides import fitting

HEIGHTS = st.lists(st.integers(5, 90), min_size=1, max_size=40)
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(HEIGHTS, st.integers(100, 400), st.integers(100, 400))
def test_every_row_is_on_one_slide_and_each_slide_holds_it(heights, first, other):
    cut = fitting.balanced(heights, first, other)
    assert [at for rows in cut for at in range(rows.start, rows.stop)] == list(range(len(heights)))
    assert fitting.fits(cut, heights, first, other)
    assert len(cut) == len(list(fitting.split(heights, first, other)))


def test_a_row_higher_than_a_slide_has_one_to_itself():
    assert list(fitting.split([10, 999, 10], 100, 100)) == [
        slice(0, 1),
        slice(1, 2),
        slice(2, 3),
    ]


def test_no_row_is_left_alone_where_it_need_not_be():
    cut = fitting.balanced([30.0] * 7, 180, 180)
    assert [rows.stop - rows.start for rows in cut] != [6, 1]


@PATIENT
@given(st.text("ab WM.", max_size=80), st.integers(40, 400))
def test_more_words_take_no_less_room(words, room):
    assert fitting.lines(f"{words} more", room, 11) >= fitting.lines(words, room, 11) >= 1


def test_a_long_word_is_broken_over_lines():
    assert fitting.lines("x" * 400, 100, 11) > 10
    assert fitting.cell_height(Mark("at_risk", "At risk", ("3 overdue",)), 100, 11) > 30
