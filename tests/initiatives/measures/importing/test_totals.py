"""Adding up groups, where a file has only them."""

from tests.initiatives.measures.importing.making import NEED, RACE, about, figures, read

HEADER = "period,group,numerator,denominator\n"
CROSSED = "period,race,need,numerator,denominator\n"


def test_groups_come_to_everybody_if_it_is_wanted():
    text = HEADER + "2026-01,asian,1,10\n2026-01,black,2,20\n"
    assert "no figures of everybody" in read(text).remarks[-1]
    found = read(text, totals="add")
    assert figures(found)["2026-01-01", None, None] == (3, 30)
    assert found.rows[-1].entry.note == "Added up from groups"


def test_a_figure_that_the_file_has_stays():
    text = HEADER + "2026-01,,4,40\n2026-01,asian,1,10\n2026-01,black,2,20\n"
    assert figures(read(text, totals="add"))["2026-01-01", None, None] == (4, 40)


def test_groups_that_overlap_never_add_up():
    measure = about(RACE, NEED)
    text = CROSSED + "2026-01,asian,seeing,1,10\n2026-01,black,seeing,2,20\n"
    assert {place[1:] for place in figures(read(text, measure, totals="add"))} == {
        ("asian", "seeing"),
        ("black", "seeing"),
        ("seeing", None),
    }


def test_a_figure_that_is_not_known_makes_no_sum():
    found = read(HEADER + "2026-01,asian,1,10\n2026-01,black,,\n", totals="add")
    assert ("2026-01-01", None, None) not in figures(found)


def test_values_that_are_no_counts_are_not_added():
    found = read("period,group,value\n2026-01,asian,1.5\n", about(chart="run"), totals="add")
    assert len(found.rows) == 1
    assert "no counts" in found.remarks[-1]
