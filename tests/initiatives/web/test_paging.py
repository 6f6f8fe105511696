"""A page and the number of all rows by one statement: the same page as Django's own."""

import pytest
from django.core.paginator import Paginator

from initiatives.portfolio.queries import initiatives
from initiatives.web.frame.paging import OneRead
from tests.factories import make_initiative

pytestmark = pytest.mark.django_db
NUMBERS = (None, "", "1", "2", "3", "4", "0", "-1", "99", "two", "1e3", "\N{SUPERSCRIPT TWO}")


@pytest.mark.parametrize("number", [*NUMBERS, "9" * 30, "1" * 7])
@pytest.mark.parametrize("order", ["title", "-target_on", "id"])
def test_it_answers_as_django_does(cast, number, order):
    for letter in "abcde":
        make_initiative(cast.lee, cast.hospital, f"Initiative {letter}")
    rows = initiatives(cast.lee).order_by(order, "pk")
    ours, theirs = (kind(rows, 2).get_page(number) for kind in (OneRead, Paginator))
    assert [row.pk for row in ours] == [row.pk for row in theirs]
    assert (ours.number, ours.paginator.count) == (theirs.number, theirs.paginator.count)
    assert ours.has_other_pages() == theirs.has_other_pages()


def test_a_list_of_nothing_has_an_empty_page(cast):
    page = OneRead(initiatives(cast.nobody), 2).get_page("2")
    assert (list(page), page.paginator.count) == ([], 0)


def test_it_takes_one_statement(cast, django_assert_num_queries):
    make_initiative(cast.lee, cast.hospital, "Initiative")
    rows = initiatives(cast.erin)
    number = rows.count()
    with django_assert_num_queries(1):
        page = OneRead(rows, 1).get_page("1")
        assert (len(page), page.paginator.count) == (1, number)
