"""Covers: who may ask, agree and end, and which are refused."""

from datetime import UTC, datetime, timedelta

import pytest

from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed
from initiatives.history.queries import events_about
from initiatives.people import queries
from initiatives.people.models import Cover
from initiatives.people.rules import covered_by, covers
from initiatives.people.services import answer_cover, ask_cover, deactivate_person, end_cover
from tests.factories import Cast, make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 3, 10, 20, 0, tzinfo=UTC)
EVERYONE = ("alice", "bob", "sam", "lee", "root", "erin", "ada", "charlie", "nobody")


@pytest.fixture
def cast():
    with clock.at(NOON):
        yield Cast()


def day(days):
    return clock.today() + timedelta(days=days)


def ask(person, stand_in, first=0, last=5, actor=None, **fields):
    return ask_cover(
        actor=actor or person,
        person=person,
        stand_in=stand_in,
        starts=day(first),
        ends=day(last),
        **fields,
    )


def agreed(person, stand_in, first=0, last=5):
    cover = ask(person, stand_in, first, last)
    return answer_cover(actor=stand_in, cover=cover, accept=True)


def refusal(field, *given, **fields):
    with pytest.raises(Invalid) as refused:
        ask(*given, **fields)
    assert list(refused.value.errors) == [field]
    return refused.value.message


def test_it_holds_once_the_other_has_agreed(cast):
    asked = ask(cast.alice, cast.bob, reason=" On leave ")
    assert not covers(cast.bob, cast.alice.pk)
    answer_cover(actor=cast.bob, cover=asked, accept=True)
    assert covers(cast.bob, cast.alice.pk)
    kept = Cover.objects.get()
    assert (kept.state, kept.reason, kept.answered_at) == ("accepted", "On leave", NOON)
    verbs = [event.verb for event in events_about(cast.alice, cast.alice)[:2]]
    assert verbs == ["agreed to cover for", "asked for cover"]


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (5, True), (6, False)])
def test_it_holds_from_its_first_day_through_its_last(cast, days, holds):
    agreed(cast.alice, cast.bob)
    with clock.at(NOON + timedelta(days=days)):
        assert covers(cast.bob, cast.alice.pk) is holds


def test_its_days_are_those_of_the_person_who_is_away(cast):
    far = make_user("Fetu", time_zone="Pacific/Kiritimati")  # a day ahead at this hour
    agreed(far, cast.bob, 1, 1)
    agreed(cast.alice, cast.bob, 1, 1)
    assert list(covered_by(cast.bob)) == [far.pk]


def test_who_declined_covers_for_nobody(cast):
    answer_cover(actor=cast.bob, cover=ask(cast.alice, cast.bob), accept=False)
    assert not covers(cast.bob, cast.alice.pk)
    ask(cast.alice, cast.sam)  # somebody else can be asked for the same days


def test_nobody_covers_for_themselves(cast):
    assert "themselves" in refusal("stand_in", cast.alice, cast.alice)


def test_a_circle_of_two_is_refused_on_days_that_overlap(cast):
    agreed(cast.bob, cast.alice, 3, 8)
    assert "circle" in refusal("stand_in", cast.alice, cast.bob, 0, 3)
    assert ask(cast.alice, cast.bob, 0, 2).pk
    assert ask(cast.alice, cast.bob, 9, 12).pk


def test_a_request_that_nobody_has_answered_closes_a_circle_too(cast):
    ask(cast.bob, cast.alice)
    refusal("stand_in", cast.alice, cast.bob)


def test_a_circle_of_three_is_refused_only_where_all_three_overlap(cast):
    agreed(cast.bob, cast.sam, 0, 10)
    agreed(cast.sam, cast.alice, 5, 10)
    assert "circle" in refusal("stand_in", cast.alice, cast.bob, 4, 5)
    assert ask(cast.alice, cast.bob, 0, 4).pk


def test_covers_in_a_row_are_no_circle(cast):
    agreed(cast.bob, cast.sam)
    agreed(cast.sam, cast.lee)
    assert ask(cast.alice, cast.bob).pk


def test_a_circle_that_was_ended_or_declined_stands_in_no_way(cast):
    end_cover(actor=cast.bob, cover=agreed(cast.bob, cast.alice), reason="Back early.")
    answer_cover(actor=cast.alice, cover=ask(cast.bob, cast.alice), accept=False)
    assert ask(cast.alice, cast.bob).pk


@pytest.mark.parametrize(("first", "last"), [(5, 9), (-2, 0), (1, 2), (-3, 30)])
def test_two_covers_of_a_person_do_not_overlap(cast, first, last):
    ask(cast.alice, cast.bob)
    assert "Bob is asked" in refusal("starts", cast.alice, cast.sam, first, last)


def test_the_next_cover_begins_the_day_after(cast):
    ask(cast.alice, cast.bob)
    assert ask(cast.alice, cast.sam, 6, 7).pk


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(3, 2, "before the first"), (-9, -1, "are over"), (0, 367, "a year at most")],
)
def test_days_that_cannot_be(cast, first, last, said):
    assert said in refusal("ends", cast.alice, cast.bob, first, last)
    assert not Cover.objects.exists()


def test_a_year_is_not_too_long_and_today_is_not_past(cast):
    assert ask(cast.alice, cast.bob, 0, 366).pk
    assert ask(cast.sam, cast.bob, -3, 0).pk


def test_a_closed_account_is_asked_nothing(cast):
    deactivate_person(actor=cast.root, user=cast.bob, reason="Left.")
    cast.bob.refresh_from_db()
    assert "closed" in refusal("stand_in", cast.alice, cast.bob)


def test_it_is_answered_once(cast):
    asked = ask(cast.alice, cast.bob)
    answer_cover(actor=cast.bob, cover=asked, accept=True)
    for accept in (True, False):
        with pytest.raises(Invalid, match="accepted already"):
            answer_cover(actor=cast.bob, cover=asked, accept=accept)
    assert Cover.objects.get().state == "accepted"


def test_it_is_ended_once_and_with_a_reason(cast):
    cover = agreed(cast.alice, cast.bob)
    with pytest.raises(Invalid, match="reason"):
        end_cover(actor=cast.alice, cover=cover, reason=" ")
    end_cover(actor=cast.alice, cover=cover, reason="Back early.")
    assert not covers(cast.bob, cast.alice.pk)
    with pytest.raises(Invalid, match="ended already"):
        end_cover(actor=cast.bob, cover=cover, reason="Again.")
    assert events_about(cast.alice, cast.alice).first().reason == "Back early."


def test_what_was_taken_back_is_not_agreed_to(cast):
    asked = ask(cast.alice, cast.bob)
    end_cover(actor=cast.alice, cover=asked, reason="I stay.")
    with pytest.raises(Invalid, match="ended already"):
        answer_cover(actor=cast.bob, cover=asked, accept=True)


def allowed(cast, act):
    """The names of those who may."""
    found = set()
    for name in EVERYONE:
        try:
            act(getattr(cast, name))
        except NotAllowed:
            continue
        except Invalid:
            pass
        found.add(name)
    return found


def test_who_may_ask_answer_and_end(cast):
    cover = ask(cast.alice, cast.bob)
    assert allowed(cast, lambda one: ask(cast.alice, cast.sam, actor=one)) == {"alice", "root"}
    assert allowed(cast, lambda one: answer_cover(actor=one, cover=cover, accept=True)) == {"bob"}
    assert allowed(cast, lambda one: end_cover(actor=one, cover=cover, reason="x")) == {
        "alice",
        "bob",
        "root",
    }


def test_who_sees_one(cast):
    cover = ask(cast.alice, cast.bob, actor=cast.root)
    seen = {name for name in EVERYONE if queries.covers(getattr(cast, name)).filter(pk=cover.pk)}
    assert seen == {"alice", "bob", "root"}
    with pytest.raises(Cover.DoesNotExist):
        queries.cover(cast.lee, cover.pk)


def test_a_request_is_open_until_it_is_answered_or_over(cast):
    asked = ask(cast.alice, cast.bob)
    assert list(queries.cover_requests(cast.bob)) == [asked]
    assert not queries.cover_requests(cast.alice)
    with clock.at(NOON + timedelta(days=6)):
        assert not queries.cover_requests(cast.bob)
        assert queries.covers(cast.bob).get().is_over
    answer_cover(actor=cast.bob, cover=asked, accept=True)
    assert not queries.cover_requests(cast.bob)
