"""The pages of reviews and of progress, as a browser without JavaScript uses them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.portfolio.models import Initiative, Review
from initiatives.portfolio.services import score_review
from tests.factories import make_initiative
from tests.initiatives.portfolio.testing import make_review, months_back
from tests.initiatives.portfolio.walking import let_past
from tests.initiatives.web.forms import fill_in
from tests.initiatives.web.who import those_let_in

pytestmark = pytest.mark.django_db
LIST = reverse("review_list")


def page_of(initiative):
    return reverse("initiative", args=[initiative.pk])


def text(answer):
    return answer.content.decode()


def record(client, cast, **said):
    said = {"said": "at_risk", "status": "One ward calls."} | said
    return fill_in(client, reverse("review_create", args=[cast.initiative.pk]), **said)


def test_a_review_is_recorded_and_scored_by_forms_alone(cast, browse):
    bob, lee = browse(cast.bob), browse(cast.lee)
    answer = record(bob, cast, barriers="<script>alert(1)</script>", help_needed="=1+1", month="")
    assert answer.status_code == 422
    answer = record(bob, cast, barriers="<script>alert(1)</script>", help_needed="=1+1")
    review = Review.objects.get()
    assert answer.url == reverse("review", args=[review.pk])
    assert review.month == months_back(cast, 1)  # the month that is over comes first
    for client, side, value in ((bob, "team", "3.0"), (lee, "adviser", "1.0")):
        fill_in(
            client, reverse(f"review_score_{side}", args=[review.pk]), score=value, because="So."
        )
    page = text(bob.get(answer.url))
    assert "The team says 3.0 and the adviser 1.0: they are 2.0 apart." in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    progress = text(bob.get(page_of(cast.initiative)))
    assert "The evidence says 0.5 and the team 3.0" in progress
    assert "&lt;script&gt;alert(1)" in progress


def test_the_next_form_starts_with_this_month(cast, browse):
    make_review(cast)
    record(browse(cast.bob), cast)
    assert Review.objects.first().month == months_back(cast, 0)


def test_what_is_missing_shows_beside_its_field(cast, browse):
    answer = record(browse(cast.bob), cast, status="", ask_sponsor="on")
    assert answer.status_code == 422
    answer = record(browse(cast.bob), cast, ask_sponsor="on")
    assert "Say the help needed." in text(answer)
    record(browse(cast.bob), cast, ask_sponsor="on", help_needed="A room.")
    assert Review.objects.get().help_commitment.owner == cast.sam


def test_a_review_is_changed_and_an_old_form_is_warned(cast, browse):
    bob, review = browse(cast.bob), make_review(cast)
    edit = reverse("review_edit", args=[review.pk])
    fill_in(bob, edit, barriers="No room.")
    review.refresh_from_db()
    assert (review.barriers, review.status) == ("No room.", "The calls go well.")
    assert fill_in(bob, edit, version="1").status_code == 409


def test_who_may_record_change_and_score(cast, browse):
    review = make_review(cast)
    people = {"alice", "bob", "sam", "lee", "root"}
    for name, key, allowed in (
        ("review_create", cast.initiative.pk, people),
        ("review_edit", review.pk, people),
        ("review_score_team", review.pk, {"alice", "bob"}),
        ("review_score_adviser", review.pk, {"lee"}),
        ("review", review.pk, people | {"erin", "ada"}),
    ):
        assert those_let_in(cast, browse, reverse(name, args=[key])) == allowed, name


def test_the_page_says_what_the_evidence_proposes_and_where_more_is_added(cast, browse):
    page = text(browse(cast.bob).get(page_of(cast.initiative)))
    assert "0.5, intent to take part" in page
    edit = reverse("initiative_edit", args=[cast.initiative.pk])
    assert f"{edit}#id_member_0" in page
    assert reverse("initiative_stage", args=[cast.initiative.pk]) in page
    assert "No month is reviewed yet." in page
    seen = text(browse(cast.ada).get(page_of(cast.initiative)))
    assert "Name a lead and at least 2 others" in seen
    assert edit not in seen


def test_a_stall_is_a_word_with_its_reason(cast, browse):
    let_past(cast, cast.initiative, "testing")
    long_ago = clock.now() - timedelta(days=70)
    Initiative.objects.filter(pk=cast.initiative.pk).update(active_at=long_ago)
    page = text(browse(cast.ada).get(page_of(cast.initiative)))
    assert "Stalled" in page
    assert "Nobody has moved it for 70 days" in page
    found = text(browse(cast.ada).get(reverse("initiative_list") + "?stalled=true"))
    assert cast.initiative.title in found


def test_a_month_without_a_review_is_told(cast, browse):
    with clock.at(clock.now() - timedelta(days=70)):
        let_past(cast, cast.initiative, "testing")
    month = months_back(cast, 1)
    said = f"No review of {month:%B %Y} is recorded."
    assert said in text(browse(cast.bob).get(page_of(cast.initiative)))
    make_review(cast)
    assert said not in text(browse(cast.bob).get(page_of(cast.initiative)))


def test_the_list_is_filtered_by_a_difference_and_help(cast, browse):
    review = make_review(cast, help_needed="A room on 4 West.")
    score_review(actor=cast.bob, review=review, side="team", score=2.0, because="So.")
    make_review(cast, back=2)
    erin = browse(cast.erin)
    assert "2 reviews" in text(erin.get(LIST))
    for query in ("apart=true", "help_needed=true", f"month={review.month}"):
        assert "1 review with these filters" in text(erin.get(f"{LIST}?{query}")), query
    assert erin.get(f"{LIST}?month=soon").status_code == 400
    assert "No reviews yet" in text(browse(cast.nobody).get(LIST))


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_the_same_queries_however_long(cast, browse, count_queries, many):
    for number in range(many):
        other = make_initiative(cast.lee, cast.hospital, f"Other {number}", owner=cast.alice)
        review = make_review(cast, initiative=other, actor=cast.alice)
        score_review(actor=cast.alice, review=review, side="team", score=1.0, because="So.")
        score_review(actor=cast.lee, review=review, side="adviser", score=2.0, because="So.")
    assert count_queries(browse(cast.erin), LIST) == 6
