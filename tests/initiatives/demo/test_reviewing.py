"""The reviews of the demonstration: three months, a difference, a stall, and few questions."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from initiatives.base import clock
from initiatives.people.models import User
from initiatives.portfolio import queries
from initiatives.portfolio.filters import InitiativeFilter, ReviewFilter
from initiatives.portfolio.models import ProgressDue, Review
from initiatives.portfolio.services import watch_progress
from tests.factories import rolled_back

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker, working_hour):
    """The demonstration once for all of these; what a test writes is undone."""
    with django_db_blocker.unblock(), rolled_back(), clock.at(working_hour):
        call_command("load_demo", stdout=StringIO())
        yield


def executive():
    return User.objects.get(email="executive@demo.example")


def test_two_initiatives_were_reviewed_and_each_review_says_that_it_is_invented():
    titles = Counter(Review.objects.values_list("initiative__title", flat=True))
    assert sorted(titles.values()) == [2, 3]
    assert all(
        one.status.endswith("Invented for the demonstration.") for one in Review.objects.all()
    )
    assert all(one.scores.count() == 2 for one in Review.objects.all())


def test_in_one_month_the_team_and_the_adviser_are_one_or_more_apart():
    apart = ReviewFilter({"apart": "true"}, queries.reviews(executive())).qs
    assert apart.filter(initiative__title__startswith="30-day", scores__score=3.5).exists()


def test_something_has_stalled_and_something_has_not():
    seen = queries.initiatives(executive())
    stalled = InitiativeFilter({"stalled": "true"}, seen).qs.count()
    assert 1 <= stalled < seen.count()


def test_a_sponsor_was_asked_for_help_and_answered():
    asked = Review.objects.get(help_commitment__isnull=False).help_commitment
    assert (asked.owner.email, asked.state) == ("chief.medical@demo.example", "fulfilled")


def test_an_owner_was_asked_for_each_ground_once_and_is_asked_little_more_today():
    before = Counter(ProgressDue.objects.values_list("initiative", "ground"))
    assert set(before.values()) == {1}
    assert watch_progress() <= 2
    assert watch_progress() == 0
