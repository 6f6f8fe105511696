"""What an assessment finds short is proposed to the log, once, with what it said."""

from datetime import timedelta

import pytest

from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.portfolio.services import Judged, carry_alignments_over
from initiatives.shortfalls.models import Shortfall, ShortfallSource
from initiatives.shortfalls.services import (
    dismiss_shortfall,
    merge_shortfall,
    propose_from_assessments,
    restrict_shortfall,
)
from tests.factories import make_shortfall
from tests.initiatives.portfolio.test_editions import second_edition
from tests.initiatives.portfolio.walking import expect, judge

pytestmark = pytest.mark.django_db


@pytest.fixture
def alignment(cast):
    served = cast.initiative.alignments.get(principle=cast.principles[0])
    expect(served.principle, "an owner", "a sponsor")
    return served


def test_it_is_proposed_with_all_that_was_said(cast, alignment):
    first, second = alignment.principle.expectations.order_by("position")
    answers = {first.pk: Judged("met"), second.pk: Judged("not_met", "Nobody was asked.")}
    judge(cast, alignment, "charter", "not_met", answers=answers, evidence="The charter.")
    assert propose_from_assessments() == 1
    found = Shortfall.objects.get()
    assert found.title == "Principle 1 not met: Better interpreters"
    assert found.detail.splitlines() == [
        "Assessed by Sam at the checkpoint: charter.",
        "a sponsor: Not met. Nobody was asked.",
    ]
    assert (found.principle, found.entity, found.initiative, found.owner, found.state) == (
        *(alignment.principle, cast.hospital, cast.initiative, cast.alice),
        "proposed",
    )
    assert (found.severity, found.found_by, found.found_note) == (
        *("moderate", "assessment"),
        "The charter.",
    )
    source = found.sources.get()
    assert (source.about_kind, source.about_label) == ("assessment", "Not met at Charter")


@pytest.mark.parametrize(("rating", "severity"), [("partly", "low"), ("not_met", "moderate")])
def test_how_severe_it_is_taken_for(cast, alignment, rating, severity):
    judge(cast, alignment, "charter", rating)
    propose_from_assessments()
    assert Shortfall.objects.get().severity == severity


@pytest.mark.parametrize("rating", ["met", "not_applicable"])
def test_what_is_met_proposes_nothing(cast, alignment, rating):
    said = {"reason": "One ward.", "answers": {}} if rating == "not_applicable" else {}
    judge(cast, alignment, "charter", rating, **said)
    assert propose_from_assessments() == 0


def test_it_is_proposed_once(cast, alignment):
    judge(cast, alignment, "charter", "partly")
    assert [propose_from_assessments() for _ in range(3)] == [1, 0, 0]


def test_only_what_the_latest_assessment_says_is_proposed(cast, alignment):
    judge(cast, alignment, "charter", "not_met")
    with clock.at(clock.now() + timedelta(days=3)):
        judge(cast, alignment, "measurement", "met")
    assert propose_from_assessments() == 0


def test_found_again_it_is_one_entry_with_another_source(cast, alignment):
    judge(cast, alignment, "charter", "partly")
    propose_from_assessments()
    with clock.at(clock.now() + timedelta(days=30)):
        judge(cast, alignment, "measurement", "not_met")
        assert propose_from_assessments() == 0
    found = Shortfall.objects.get()
    assert found.sources.count() == 2
    assert Event.objects.filter(verb="found again", subject_id=found.pk).exists()


def test_what_was_merged_is_found_again_where_it_goes_on(cast, alignment):
    judge(cast, alignment, "charter", "partly")
    propose_from_assessments()
    kept = make_shortfall(cast.lee, cast.hospital, cast.principles[0], initiative=cast.initiative)
    merge_shortfall(
        actor=cast.lee, shortfall=Shortfall.objects.exclude(pk=kept.pk).get(), into=kept
    )
    judge(cast, alignment, "measurement", "partly")
    assert propose_from_assessments() == 0
    assert set(kept.sources.values_list("kind", flat=True)) == {"person", "assessment"}


def test_what_was_dismissed_is_proposed_anew_when_it_is_found_again(cast, alignment):
    judge(cast, alignment, "charter", "partly")
    propose_from_assessments()
    dismiss_shortfall(actor=cast.lee, shortfall=Shortfall.objects.get(), reason="Not so.")
    judge(cast, alignment, "measurement", "partly")
    assert propose_from_assessments() == 1
    assert Shortfall.objects.filter(state="proposed").count() == 1


def test_a_confidential_one_is_found_again_without_a_second(cast, alignment):
    judge(cast, alignment, "charter", "partly")
    propose_from_assessments()
    restrict_shortfall(actor=cast.lee, shortfall=Shortfall.objects.get(), reason="One person.")
    judge(cast, alignment, "measurement", "partly")
    assert propose_from_assessments() == 0


def test_under_a_later_edition_it_is_the_same_entry(cast, alignment):
    judge(cast, alignment, "charter", "partly")
    propose_from_assessments()
    carry_alignments_over(framework=second_edition(cast, "a plan"))
    new = cast.initiative.alignments.get(carried_from=alignment)
    judge(cast, new, "charter", "not_met")
    assert propose_from_assessments() == 0
    assert ShortfallSource.objects.filter(kind="assessment").count() == 2
