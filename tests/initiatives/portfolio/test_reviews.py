"""Monthly reviews: one a month, two scores by two people, help that is asked for."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import DatabaseError, IntegrityError

from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.people.choices import Role
from initiatives.people.services import grant_role
from initiatives.portfolio import queries, rules
from initiatives.portfolio.filters import ReviewFilter
from initiatives.portfolio.models import Initiative, Review, Score
from initiatives.portfolio.rules.scale import SCALE
from initiatives.portfolio.services import revise_review, score_review
from tests.factories import make_initiative, seat
from tests.initiatives.portfolio.testing import make_review, months_back

pytestmark = pytest.mark.django_db


def score(actor, review, side="team", value=1.0, because="So it looks."):
    return score_review(actor=actor, review=review, side=side, score=value, because=because)


def found(cast, **asked):
    return [one.pk for one in ReviewFilter(asked, queries.reviews(cast.root)).qs]


def test_a_review_keeps_what_was_proposed_with_its_reasons_and_the_scale(cast):
    review = make_review(cast, barriers="  No room. ")
    assert (review.proposed, review.scale, review.reference) == (0.5, SCALE, f"RV-{review.pk}")
    assert [reason["words"] for reason in review.reasons] == ["The initiative is on record."]
    assert (review.barriers, review.month.day) == ("No room.", 1)
    event = Event.objects.get(subject_kind="review")
    assert (event.verb, event.actor) == ("recorded", cast.bob)
    assert event.after == {"said": "on_track", "proposed": 0.5, "scale": SCALE}


def test_recording_moves_the_initiative(cast):
    long_ago = clock.now() - timedelta(days=90)
    Initiative.objects.filter(pk=cast.initiative.pk).update(active_at=long_ago)
    make_review(cast)
    assert Initiative.objects.get(pk=cast.initiative.pk).active_at > long_ago


def test_a_month_is_reviewed_once(cast):
    make_review(cast)
    with pytest.raises(Invalid) as refused:
        make_review(cast, actor=cast.alice)
    assert "recorded already" in refused.value.errors["month"]
    make_review(cast, back=2)
    review = Review.objects.first()
    with pytest.raises(IntegrityError, match="once_a_month"), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(month=months_back(cast, 2))
    with pytest.raises(IntegrityError, match="whole_month"), transaction.atomic():
        second = review.month + timedelta(days=1)
        Review.objects.filter(pk=review.pk).update(month=second, held_on=second)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"status": "  "}, "status"),
        ({"said": "green"}, "said"),
        ({"said": ""}, "said"),
        ({"held_on": None}, "held_on"),
        ({"status": "x" * 10_001}, "status"),
        ({"status": "Patient 123-45-6789 waits."}, "status"),
        ({"barriers": "a\x00b"}, "barriers"),
    ],
)
def test_what_cannot_be_said_is_refused_and_nothing_is_kept(cast, said, field):
    with pytest.raises(Invalid) as refused:
        make_review(cast, **said)
    assert field in refused.value.errors
    assert not Review.objects.exists()


def test_days_are_in_their_order(cast):
    today = clock.today(cast.bob.time_zone)
    for said, field in (
        ({"back": 0, "held_on": today + timedelta(days=1)}, "held_on"),
        ({"back": 1, "held_on": months_back(cast, 2)}, "held_on"),
        ({"back": 1, "next_review_on": months_back(cast, 1)}, "next_review_on"),
        ({"back": 1, "next_review_on": today + timedelta(days=9999)}, "next_review_on"),
        ({"back": 200, "held_on": today}, "month"),
    ):
        with pytest.raises(Invalid) as refused:
            make_review(cast, **said)
        assert list(refused.value.errors) == [field]


def test_a_month_that_has_not_begun_is_not_reviewed(cast):
    with clock.at(clock.now() + timedelta(days=40)):
        later = months_back(cast, 0)
    with pytest.raises(Invalid) as refused:
        make_review(cast, back=0, held_on=later)
    assert "held_on" in refused.value.errors


@pytest.mark.parametrize("name", ["charlie", "erin", "ada", "nobody"])
def test_others_record_no_review(cast, name):
    with pytest.raises(NotAllowed):
        make_review(cast, actor=getattr(cast, name))


@pytest.mark.parametrize("name", ["alice", "bob", "sam", "lee", "root"])
def test_its_people_and_stewards_do(cast, name):
    assert make_review(cast, actor=getattr(cast, name)).recorded_by == getattr(cast, name)


def test_a_review_is_said_better_with_its_history_and_its_version(cast):
    review = make_review(cast)
    changed = revise_review(actor=cast.alice, review=review, barriers="No room.", version=1)
    assert (changed.barriers, changed.version) == ("No room.", 2)
    assert Event.objects.filter(subject_kind="review").first().before == {"barriers": ""}
    with pytest.raises(Stale):
        revise_review(actor=cast.alice, review=review, barriers="Two.", version=1)
    with pytest.raises(Invalid):
        revise_review(actor=cast.alice, review=review, status="")


def test_nothing_of_it_is_ever_deleted(cast):
    made = score(cast.bob, make_review(cast))
    for row in (made, made.review):
        with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
            type(row).objects.filter(pk=row.pk)._raw_delete("default")


def test_the_sponsor_is_asked_for_the_help_that_is_needed(cast):
    review = make_review(cast, help_needed="A room\non 4 West.", ask_sponsor=True)
    asked = review.help_commitment
    assert asked.title == f"Answer what {cast.initiative.title} needs: A room on 4 West."
    assert (asked.owner, asked.kind, asked.initiative) == (cast.sam, "review", cast.initiative)
    assert asked.due_on == clock.today(cast.sam.time_zone) + timedelta(days=14)
    again = revise_review(actor=cast.bob, review=review, ask_sponsor=True)
    assert again.help_commitment == asked


def test_without_a_need_or_a_sponsor_nobody_is_asked(cast):
    with pytest.raises(Invalid) as refused:
        make_review(cast, ask_sponsor=True)
    assert "help_needed" in refused.value.errors
    alone = make_initiative(cast.lee, cast.hospital, owner=cast.alice)
    with pytest.raises(Invalid) as refused:
        make_review(
            cast, initiative=alone, actor=cast.alice, help_needed="A room.", ask_sponsor=True
        )
    assert "No sponsor" in refused.value.errors["ask_sponsor"]
    assert not Review.objects.exists()


MAY = {
    "team": {"alice", "bob"},
    "adviser": {"lee"},
}


@pytest.mark.parametrize("side", MAY)
def test_who_scores_on_which_side(cast, side):
    review = make_review(cast)
    names = ("alice", "bob", "sam", "charlie", "erin", "ada", "lee", "root", "nobody")
    assert {one for one in names if rules.may_score(getattr(cast, one), review, side)} == MAY[side]


def test_an_adviser_on_the_team_scores_as_one_and_not_as_the_team(cast):
    cast.initiative.members.filter(user=cast.bob).update(part="adviser")
    review = make_review(cast)
    assert score(cast.bob, review, "adviser").side == "adviser"
    with pytest.raises(NotAllowed):
        score(cast.bob, review, "team")


def test_its_owner_is_not_its_adviser_though_equity_lead(cast):
    grant_role(actor=None, user=cast.alice, entity=cast.hospital, role=Role.LEAD)
    with pytest.raises(NotAllowed, match="You answer for this initiative"):
        score(cast.alice, make_review(cast), "adviser")


def test_nobody_scores_on_both_sides(cast):
    bob, review = seat(cast.bob, Role.LEAD, cast.hospital), make_review(cast)
    score(bob, review, "team")
    with pytest.raises(NotAllowed, match="You gave the score of the team"):
        score(bob, review, "adviser")
    score(cast.lee, review, "adviser")
    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        Score.objects.filter(side="adviser").update(scored_by=bob)


@pytest.mark.parametrize("value", [0, 0.4, 0.75, 5.5, -1, float("nan"), 1e9])
def test_a_score_is_a_step_of_the_scale(cast, value):
    review = make_review(cast)
    with pytest.raises(Invalid) as refused:
        score(cast.bob, review, value=value)
    assert "score" in refused.value.errors
    score(cast.bob, review)
    with pytest.raises(IntegrityError, match="is_a_step"), transaction.atomic():
        Score.objects.update(score=value)


def test_a_score_says_why_and_which_side(cast):
    review = make_review(cast)
    for said, field in (({"because": " "}, "because"), ({"side": "owner"}, "side")):
        with pytest.raises(Invalid) as refused:
            score(cast.bob, review, **said)
        assert field in refused.value.errors


def test_a_change_of_mind_replaces_the_score_and_stays_in_history(cast):
    review = make_review(cast)
    score(cast.bob, review, value=3.0)
    score(cast.alice, review, value=2.0, because="One ward only.")
    kept = Score.objects.get()
    assert (kept.score, kept.scored_by, kept.because) == (2.0, cast.alice, "One ward only.")
    event = Event.objects.filter(verb="scored").first()
    assert (event.before["score"], event.after["score"]) == (3.0, 2.0)


def test_once_the_month_after_is_over_a_score_stands(cast):
    review = make_review(cast, back=1)
    score(cast.bob, review)
    with clock.at(clock.now() + timedelta(days=32)):
        with pytest.raises(Invalid, match="stand by now"):
            score(cast.bob, review, value=2.0)
        assert score(cast.lee, review, "adviser").score == 1.0  # the first of its side


def test_reviews_are_found_by_what_they_say(cast):
    other = make_initiative(cast.charlie, cast.clinic, owner=cast.charlie)
    here, there = make_review(cast), make_review(cast, initiative=other, actor=cast.charlie)
    older = make_review(cast, back=3, help_needed="A room.", said="off_track")
    assert found(cast) == [there.pk, here.pk, older.pk]
    assert found(cast, initiative=other.pk) == [there.pk]
    assert found(cast, entity=cast.clinic.pk) == [there.pk]
    assert found(cast, month=months_back(cast, 3) + timedelta(days=9)) == [older.pk]
    assert found(cast, help_needed="true") == [older.pk]
    assert found(cast, said=["off_track"]) == [older.pk]


def test_reviews_with_a_difference_of_one_are_found(cast):
    near, far, apart = (make_review(cast, back) for back in (1, 2, 3))
    score(cast.bob, near, value=1.0)
    score(cast.bob, far, value=1.5)  # from the 0.5 that was proposed
    Review.objects.filter(pk=apart.pk).update(proposed=1.5)
    score(cast.bob, apart, value=2.0)
    score(cast.lee, apart, "adviser", 1.0)
    make_review(cast, 4)
    assert found(cast, apart="true") == [far.pk, apart.pk]
    assert near.pk in found(cast, apart="false")


@pytest.mark.parametrize(("name", "number"), [("bob", 1), ("erin", 1), ("ada", 1), ("charlie", 0)])
def test_who_sees_a_review(cast, name, number):
    make_review(cast)
    assert queries.reviews(getattr(cast, name)).count() == number
