"""One shortfall that was found in several ways is one entry, with nothing of any lost."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from initiatives.accountability.services import fulfil
from initiatives.base import clock
from initiatives.base.errors import Blocked, Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.measures.models import Signal
from initiatives.people.models import User
from initiatives.shortfalls import queries
from initiatives.shortfalls.filters import ShortfallFilter
from initiatives.shortfalls.models import Shortfall, ShortfallSource
from initiatives.shortfalls.services import (
    accept_shortfall,
    add_source,
    close_shortfall,
    dismiss_shortfall,
    merge_shortfall,
    propose_from_assessments,
    propose_from_missed_commitments,
    propose_from_signals,
    restrict_shortfall,
    split_shortfall,
)
from tests.factories import make_promise, make_shortfall
from tests.initiatives.measures.making import (
    make_measure,
    make_signal,
    make_stratification,
)
from tests.initiatives.portfolio.walking import judge

pytestmark = pytest.mark.django_db


def anew(person):
    return User.objects.get(pk=person.pk)


def logged(cast, **fields):
    fields.setdefault("initiative", cast.initiative)
    return make_shortfall(cast.lee, cast.hospital, cast.principles[0], **fields)


@pytest.fixture
def pair(cast):
    """Two open entries of the same initiative and principle."""
    return logged(cast, title="The later"), logged(cast, title="The first", owner=cast.alice)


def test_four_ways_to_find_the_same_end_as_one_entry_with_four_sources(cast):
    make_promise(cast.lee, cast.alice, initiative=cast.initiative, title="Train everybody")
    with clock.at(clock.now() + timedelta(days=60)):
        assert propose_from_missed_commitments() == 1
    make_signal(make_measure(cast))
    assert propose_from_signals() == 1
    judge(cast, cast.initiative.alignments.first(), "test_review", "partly")
    assert propose_from_assessments() == 1
    assessed = Shortfall.objects.get(found_by="assessment")
    kept = logged(cast, title="Nobody was offered an interpreter", owner=cast.alice)
    offered = queries.duplicates(anew(cast.lee), kept)
    assert {one.found_by for one in offered} == {"measure", "missed_commitment", "assessment"}
    assert assessed in offered
    for one in offered:
        merge_shortfall(actor=cast.lee, shortfall=one, into=kept)
    log = queries.shortfalls(anew(cast.lee))
    assert [one.pk for one in log.filter(state__in=("open", "proposed"))] == [kept.pk]
    kinds = queries.sources(anew(cast.lee), kept).values_list("kind", flat=True)
    assert sorted(kinds) == ["assessment", "measure", "missed_commitment", "person"]
    assert Signal.objects.get().state == "accepted"
    assert propose_from_signals() == propose_from_assessments() == 0
    with clock.at(clock.now() + timedelta(days=61)):
        assert propose_from_missed_commitments() == 0


def test_a_source_names_the_record_that_showed_it(cast, pair):
    alignment = cast.initiative.alignments.first()
    note = "Partly met at the test review."
    add_source(actor=cast.lee, shortfall=pair[0], kind="assessment", note=note, about=alignment)
    source = ShortfallSource.objects.get(kind="assessment")
    assert (source.about_kind, source.about_id) == ("alignment", alignment.pk)
    assert (source.about_label, source.note) == (str(alignment), note)


def test_each_way_of_finding_finds_the_one_that_goes_on(cast, pair):
    later, first = pair
    add_source(actor=cast.lee, shortfall=later, kind="review", note="The yearly audit.")
    merge_shortfall(actor=cast.lee, shortfall=later, into=first)
    rows = queries.shortfalls(anew(cast.lee)).filter(state="open")
    assert list(ShortfallFilter({"found_by": "review"}, queryset=rows).qs) == [first]
    assert not ShortfallFilter({"found_by": "measure"}, queryset=rows).qs


def test_what_is_merged_stays_whole_and_is_split_again_as_it_was(cast, pair):
    later, first = pair
    merge_shortfall(actor=cast.lee, shortfall=later, into=first)
    later.refresh_from_db()
    assert (later.state, later.merged_into, later.title) == ("merged", first, "The later")
    told = Event.objects.filter(subject_kind="shortfall").order_by("-id")[:2]
    assert [(one.verb, one.subject_id) for one in told] == [
        ("took in", first.pk),
        ("merged", later.pk),
    ]
    with pytest.raises(Invalid, match="reason"):
        split_shortfall(actor=cast.lee, shortfall=later, reason=" ")
    split = split_shortfall(actor=cast.lee, shortfall=later, reason="Another ward.")
    assert (split.state, split.merged_into) == ("open", None)
    with pytest.raises(Invalid, match="no other"):
        split_shortfall(actor=cast.lee, shortfall=later, reason="Again.")


def test_what_was_merged_before_goes_along_and_returns_alone(cast, pair):
    later, first = pair
    third = logged(cast)
    merge_shortfall(actor=cast.lee, shortfall=later, into=first)
    merge_shortfall(actor=cast.lee, shortfall=first, into=third)
    assert set(queries.merged_into(anew(cast.lee), third)) == {later, first}
    later.refresh_from_db()
    split_shortfall(actor=cast.lee, shortfall=later, reason="Another ward.")
    assert set(queries.merged_into(anew(cast.lee), third)) == {first}


def test_its_commitments_answer_the_one_that_goes_on(cast, pair):
    later, first = pair
    promise = make_promise(cast.lee, cast.alice, shortfall=later)
    merge_shortfall(actor=cast.lee, shortfall=later, into=first)
    assert queries.shortfall(anew(cast.lee), first.pk).commitments_open == 1
    with pytest.raises(Blocked, match="still open"):
        close_shortfall(actor=cast.ada, shortfall=first, confirmation="Seen.")
    fulfil(actor=cast.alice, commitment=promise, evidence="Done.")
    assert close_shortfall(actor=cast.ada, shortfall=first, confirmation="Seen.").state == "closed"


def test_an_open_one_is_not_lost_in_a_proposal(cast):
    make_signal(make_measure(cast))
    propose_from_signals()
    kept, proposed = logged(cast), Shortfall.objects.get(state="proposed")
    with pytest.raises(Invalid, match="only proposed"):
        merge_shortfall(actor=cast.lee, shortfall=kept, into=proposed)


def test_two_proposals_are_decided_together(cast):
    measure = make_measure(cast)
    make_signal(measure)
    make_signal(measure, kind="completeness")
    assert propose_from_signals() == 2
    one, other = Shortfall.objects.order_by("pk")
    merge_shortfall(actor=cast.lee, shortfall=one, into=other)
    assert set(Signal.objects.values_list("state", flat=True)) == {"open"}
    dismiss_shortfall(actor=cast.lee, shortfall=other, reason="The form changed.")
    assert set(Signal.objects.values_list("state", flat=True)) == {"dismissed"}


def test_a_proposal_that_is_split_is_a_proposal_again(cast):
    make_signal(make_measure(cast))
    propose_from_signals()
    proposed, kept = Shortfall.objects.get(), logged(cast)
    merge_shortfall(actor=cast.lee, shortfall=proposed, into=kept)
    split = split_shortfall(actor=cast.lee, shortfall=proposed, reason="Not the same.")
    assert split.state == "proposed"
    accepted = accept_shortfall(
        actor=cast.lee, shortfall=split, principle=cast.principles[0], severity="low"
    )
    assert accepted.state == "open"


@pytest.mark.parametrize("way", ["itself", "closed", "confidential", "stale"])
def test_what_cannot_be_one_is_not_merged(cast, pair, way):
    later, first = pair
    if way == "closed":
        merge_shortfall(actor=cast.lee, shortfall=logged(cast), into=later)
        later = Shortfall.objects.get(state="merged")
    if way == "confidential":
        restrict_shortfall(actor=cast.lee, shortfall=later, reason="A person could be known.")
    into = later if way == "itself" else first
    version = later.version + 5 if way == "stale" else None
    with pytest.raises(Stale if way == "stale" else Invalid):
        merge_shortfall(actor=cast.lee, shortfall=later, into=into, version=version)
    assert not Shortfall.objects.filter(merged_into=first).exists()


@pytest.mark.parametrize("who", ["bob", "erin", "ada", "charlie", "nobody"])
def test_who_may_not_change_both_may_not_merge_or_split(cast, pair, who):
    later, first = pair
    person = anew(getattr(cast, who))
    with pytest.raises(NotAllowed):
        merge_shortfall(actor=person, shortfall=later, into=first)
    merge_shortfall(actor=cast.lee, shortfall=later, into=first)
    with pytest.raises(NotAllowed):
        split_shortfall(actor=person, shortfall=later, reason="No.")


def test_duplicates_speak_of_the_same_place_principle_and_group(cast):
    origin = make_stratification()
    measure = make_measure(cast, stratifications=[origin])
    strata = list(origin.strata.order_by("pk"))[:2]
    for stratum in strata:
        make_signal(measure, stratification=origin, stratum=stratum)
    propose_from_signals()
    one, other = Shortfall.objects.order_by("pk")
    assert list(one.groups.all()) == [strata[0]]
    by_hand = logged(cast)
    logged(cast, initiative=None)
    make_shortfall(cast.lee, cast.hospital, cast.principles[1], initiative=cast.initiative)
    assert list(queries.duplicates(anew(cast.lee), one)) == [by_hand]
    assert set(queries.duplicates(anew(cast.lee), by_hand)) == {one, other}
    assert not queries.duplicates(anew(cast.nobody), by_hand)


@pytest.mark.parametrize(
    "given",
    [
        {"note": " "},
        {"kind": "measure"},
        {"kind": "rumour"},
        {"found_on": clock.today() + timedelta(days=400)},
    ],
)
def test_a_source_that_says_nothing_is_refused(cast, pair, given):
    with pytest.raises(Invalid):
        add_source(
            **{"actor": cast.lee, "shortfall": pair[0], "kind": "person", "note": "Seen."} | given
        )
    assert ShortfallSource.objects.count() == 2


def test_the_database_keeps_merged_and_into_together(cast, pair):
    for values in ({"state": "merged"}, {"merged_into": pair[1]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Shortfall.objects.filter(pk=pair[0].pk).update(**values)
