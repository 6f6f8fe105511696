import pytest

from initiatives.measures.rules.totals import Sum
from initiatives.web.figures import percent, question_of, told


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((48, 1600, None), "48 of 1,600"),
        ((0, 0, None), "0 of 0"),
        ((None, None, 12.5), "12.5"),
        ((None, None, 0.0), "0"),
        ((None, None, 1234.0), "1,234"),
        ((None, None, None), ""),
    ],
)
def test_a_figure_in_words(figures, words):
    assert told(*figures) == words


@pytest.mark.parametrize(
    ("share", "words"), [(0.916, "92 %"), (0.999, "99 %"), (1.0, "100 %"), (0.0, "0 %")]
)
def test_a_share_is_never_rounded_up_to_all(share, words):
    assert percent(share) == words


def test_what_does_not_add_up_is_a_question():
    sums = [Sum("numerator", 49, 48), Sum("denominator", 1590, 1600)]
    assert question_of("Origin", sums) == (
        "Origin: the numerators of the groups add up to 49, that of everybody is 48; the "
        "denominators of the groups add up to 1,590, that of everybody is 1,600. Is that right?"
    )
