"""Files in the wide layout: a row for each period, columns for each group."""

import pytest

from tests.initiatives.measures.importing.making import about, figures, read, said

RATES = {
    ("2026-01-01", None, None): (10, 100),
    ("2026-01-01", "asian", None): (4, 40),
}


@pytest.mark.parametrize(
    "header",
    [
        "numerator,denominator,Asian numerator,Asian denominator",
        "Total num,Total den,asian.numerator,asian.denominator",
        "overall numerator,overall n,ASIAN - numerator,Asian (n)",
        "events,population,race: Asian events,race: Asian population",
        "num,den,Asian n,Asian d",
        "Everybody numerator,Everybody denominator,numerator Asian,denominator_asian",
    ],
)
def test_headers_name_a_group_and_which_count_it_is(header):
    found = read(f"month,{header}\n2026-01,10,100,4,40\n", layout="wide")
    assert figures(found) == RATES, found.problems


def test_it_is_told_by_its_headers():
    found = read("month,Total n/d,Asian n/d\n2026-01,10/100,4 / 40\n")
    assert (found.layout, figures(found)) == ("wide", RATES)


def test_values_stand_under_the_group_alone():
    found = read("month,Total,Asian,white\n2026-01,2.5,3,\n", about(chart="run"))
    assert found.layout == "wide"
    assert figures(found) == {
        ("2026-01-01", None, None): 2.5,
        ("2026-01-01", "asian", None): 3,
    }


def test_columns_are_named_by_hand():
    found = read(
        "when,a,b\n2026-01,4,40\n",
        layout="wide",
        **{"starts": "when", "asian.numerator": "a", "asian.denominator": "b"},
    )
    assert figures(found) == {("2026-01-01", "asian", None): (4, 40)}


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Asain numerator", "Did you mean “asian”?"),
        ("Asian", "Say in the header which count"),
        ("Asian numerator,asian events", "Another column holds the same"),
    ],
)
def test_a_header_that_cannot_be_told_is_a_problem(header, words):
    found = read(f"month,{header}\n2026-01,{'1,' * header.count(',')}1\n", layout="wide")
    assert words in " ".join(problem.message for problem in found.problems)
    assert {problem.row for problem in found.problems} == {1}


def test_a_blank_figure_is_none_and_what_is_no_count_is_told():
    header = "month,Asian numerator,Asian denominator,Black n/d\n"
    found = read(header + "2026-01,,,\n2026-02,x,2,\nsoon,1,2,\n2026-04,1,2,3\n")
    assert said(found) == [(3, "Asian numerator"), (4, "starts"), (5, "Black n/d")]
    assert found.rows == ()


def test_what_a_row_says_beside_holds_for_all_of_its_figures():
    found = read("month,Asian n/d,Black n/d,status,note\n2026-01,1/9,2/8,Provisional,Early\n")
    assert {(row.entry.state, row.entry.note) for row in found.rows} == {("provisional", "Early")}


def test_without_a_period_or_a_group_it_says_what_is_missing():
    assert said(read("when,Asian n/d\n2026-01,1/9\n", layout="wide")) == [(1, "starts")]
    assert said(read("month,colour\n2026-01,red\n", layout="wide")) == [(1, "columns")]


def test_a_figure_is_not_the_same_in_every_row():
    found = read("month,Asian n/d\n2026-01,1/9\n", layout="wide", **{"black.numerator": "=1"})
    assert said(found) == [(1, "black.numerator")]
