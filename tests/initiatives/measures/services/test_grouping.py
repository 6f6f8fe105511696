"""Reference groups and meeting vocabularies: chosen with a reason, of the measure's own."""

import pytest

from initiatives.base.errors import Invalid
from initiatives.history.models import Event
from initiatives.measures import queries
from initiatives.measures.services import choose_intersection, choose_reference
from tests.initiatives.measures.making import make_measure, make_stratification

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(cast):
    return make_measure(cast, stratifications=[make_stratification()])


def last_event():
    return Event.objects.filter(subject_kind="measure").latest("pk")


def test_a_reference_group_is_chosen_with_a_reason_and_let_go(cast, measure):
    origin = measure.stratifications.get()
    keys = {one.code: one for one in origin.strata.all()}

    def choose(code, because="Served first for years."):
        group = keys[code] if code else None
        return choose_reference(
            actor=cast.bob, measure=measure, stratification=origin, stratum=group, because=because
        )

    choose("a")
    before = Event.objects.count()
    choose("a")
    assert Event.objects.count() == before
    choose("b", "It has the longest record.")
    (found,) = queries.references(measure)
    assert (found.stratum.code, found.because) == ("b", "It has the longest record.")
    assert last_event().before == {"Origin": {"id": keys["a"].pk, "label": "Group a"}}
    choose(None, "The best group will do.")
    assert not queries.references(measure).exists()
    with pytest.raises(Invalid, match="no group of people"):
        choose("unknown")
    for because in ("", "MRN 1234567", "x" * 301):
        with pytest.raises(Invalid) as refused:
            choose("a", because)
        assert list(refused.value.errors) == ["because"]


def test_a_reference_group_is_of_a_vocabulary_of_the_measure(cast, measure):
    origin, tongue = measure.stratifications.get(), make_stratification("tongue")
    for vocabulary, field in ((tongue, "stratification"), (origin, "stratum")):
        with pytest.raises(Invalid) as refused:
            choose_reference(
                actor=cast.bob,
                measure=measure,
                stratification=vocabulary,
                stratum=tongue.strata.first(),
                because="Largest.",
            )
        assert list(refused.value.errors) == [field]


def test_two_vocabularies_meet_in_one_order_and_part_again(cast):
    one, two = make_stratification("age"), make_stratification("sex")
    measure = make_measure(cast, stratifications=[one, two])
    choose_intersection(actor=cast.bob, measure=measure, one=two, other=one)
    found = queries.intersection(measure)
    assert (found.one, found.other) == (one, two)
    before = Event.objects.count()
    choose_intersection(actor=cast.bob, measure=measure, one=one, other=two)
    assert Event.objects.count() == before
    choose_intersection(actor=cast.bob, measure=measure, one=None, other=None)
    assert queries.intersection(measure) is None
    assert last_event().before == {"meeting": "Age (1) by Sex (1)"}


def test_vocabularies_that_cannot_meet_are_refused(cast):
    one, two = make_stratification("age"), make_stratification("sex")
    needs = make_stratification("needs", overlapping=True)
    measure = make_measure(cast, stratifications=[one, needs])
    for pair, says in (
        ((one, None), "two vocabularies, or neither"),
        ((None, one), "two vocabularies, or neither"),
        ((one, one), "two different"),
        ((one, two), "not stratified by Sex"),
        ((one, needs), "would not add up"),
    ):
        with pytest.raises(Invalid, match=says):
            choose_intersection(actor=cast.bob, measure=measure, one=pair[0], other=pair[1])
