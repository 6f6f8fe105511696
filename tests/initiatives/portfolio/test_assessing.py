"""Assessments: expectations as questions, what the whole may say, linked evidence, who judges."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from hypothesis import given
from hypothesis import strategies as st

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.framework.services import approve_definition
from initiatives.history.queries import events_about
from initiatives.people.models import User
from initiatives.portfolio.choices import Rating
from initiatives.portfolio.models import Answer, Assessment, Evidence
from initiatives.portfolio.rules.questions import rating_errors
from initiatives.portfolio.services import Judged, assess
from tests.initiatives.measures.making import make_measure
from tests.initiatives.portfolio.walking import expect, judge

RANK = {"met": 0, "not_applicable": 0, "partly": 1, "not_met": 2}
database = pytest.mark.django_db


@pytest.fixture
def alignment(cast):
    """A principle with two expectations that the cast's initiative serves."""
    served = cast.initiative.alignments.get(principle=cast.principles[0])
    expect(served.principle, "an owner", "a sponsor")
    return served


def mixed(alignment, *ratings):
    """The expectations in their order, judged so."""
    asked = alignment.principle.expectations.order_by("position")
    return {one.pk: Judged(rating) for one, rating in zip(asked, ratings, strict=False)}


@given(ratings=st.lists(st.sampled_from(Rating.values), max_size=6))
def test_the_whole_is_never_better_than_its_parts(ratings):
    """Of every set of answers: met is allowed just where nothing falls short."""
    short = any(RANK[one] for one in ratings)
    assert bool(rating_errors(ratings, "met")) is short
    for rating in ("partly", "not_met"):
        assert bool(rating_errors(ratings, rating)) is (bool(ratings) and not short)
    assert not rating_errors(ratings, "not_applicable")


@database
def test_each_expectation_is_answered_and_stays(cast, alignment):
    made = judge(
        cast,
        alignment,
        "charter",
        "partly",
        answers=mixed(alignment, "met", "partly"),
    )
    answers = list(made.answers.values_list("expectation__text", "rating"))
    assert answers == [("an owner", "met"), ("a sponsor", "partly")]
    for row in (made.answers.first(), made):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(rating="met")
        with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
            type(row).objects.filter(pk=row.pk).delete()


@database
@pytest.mark.parametrize(
    ("rating", "ratings", "field", "words"),
    [
        ("met", ("met",), "answers", "not judged yet: a sponsor"),
        ("met", ("met", "partly"), "rating", "partly met or not met"),
        ("not_met", ("met", "not_applicable"), "rating", "which one is not"),
        ("partly", ("met", "splendid"), "answers", "one of"),
    ],
)
def test_answers_that_do_not_bear_the_whole_are_refused(
    cast, alignment, rating, ratings, field, words
):
    with pytest.raises(Invalid, match=words) as refused:
        judge(cast, alignment, "charter", rating, answers=mixed(alignment, *ratings))
    assert field in refused.value.errors
    assert not Assessment.objects.exists()


@database
def test_an_expectation_of_another_principle_is_refused(cast, alignment):
    expect(cast.principles[1], "a partner")
    strange = cast.principles[1].expectations.get()
    answers = mixed(alignment, "met", "met") | {strange.pk: Judged("met")}
    with pytest.raises(Invalid, match="Only the expectations"):
        judge(cast, alignment, "charter", answers=answers)


@database
def test_a_principle_that_does_not_apply_says_why_and_answers_nothing(cast, alignment):
    made = judge(
        cast, alignment, "charter", "not_applicable", answers={}, evidence="", reason="One ward."
    )
    assert (made.rating, made.answers.count()) == ("not_applicable", 0)


@database
def test_a_note_with_an_identifier_or_too_long_is_refused(cast, alignment):
    for note in ("MRN 12345678", "x" * 501):
        answers = mixed(alignment, "met", "met")
        first = next(iter(answers))
        with pytest.raises(Invalid) as refused:
            judge(cast, alignment, "charter", answers=answers | {first: Judged("met", note)})
        assert "note" in refused.value.errors
    assert not Assessment.objects.exists()


@database
def test_evidence_is_linked_by_record_and_kept_as_it_was_called(cast, alignment):
    measure = make_measure(cast)
    term = approve_definition(
        actor=cast.lee, term="equity", text="Fair.", source="A book", approver="Office"
    )
    links = [("measure", measure.pk), ("definition", term.pk), ("entity", cast.hospital.pk)]
    made = judge(cast, alignment, "charter", links=[*links, links[0]])
    linked = {(one.kind, one.about_id): one.label for one in made.links.all()}
    assert linked == {
        links[0]: f"{measure.reference} Diabetes out of control",
        links[1]: f"{term.reference} equity, version 1",
        links[2]: f"{cast.hospital.reference} Hospital",
    }
    event = events_about(cast.lee, cast.initiative).first()
    assert sorted(event.after["links"]) == sorted(linked.values())
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Evidence.objects.update(label="Another")


@database
@pytest.mark.parametrize(
    "links",
    [
        [("measure", 999_999)],
        [("user", 1)],
        [("measure", 2**63 - 1)],
        [("entity", number) for number in range(1, 40)],
    ],
)
def test_a_link_to_nothing_to_be_seen_is_refused(cast, alignment, links):
    with pytest.raises(Invalid) as refused:
        judge(cast, alignment, "charter", links=links)
    assert "links" in refused.value.errors


@database
def test_what_the_assessor_may_not_see_cannot_be_linked(cast, alignment):
    assert not Answer.objects.exists()
    with pytest.raises(Invalid, match="may see"):
        assess(
            actor=User.objects.get(pk=cast.bob.pk),
            alignment=alignment,
            checkpoint="charter",
            rating="met",
            answers=mixed(alignment, "met", "met"),
            evidence="Seen.",
            links=[("theme", 1)],
        )


@database
def test_who_judges(cast, alignment):
    for name in ("bob", "sam", "lee", "root"):
        person = getattr(cast, name)
        judged = {"rating": "met", "answers": mixed(alignment, "met", "met"), "evidence": "Seen."}
        assert assess(actor=person, alignment=alignment, checkpoint="charter", **judged)
    for name in ("alice", "charlie", "erin", "ada", "nobody"):
        with pytest.raises(NotAllowed):
            assess(actor=getattr(cast, name), alignment=alignment, checkpoint="charter", **judged)
