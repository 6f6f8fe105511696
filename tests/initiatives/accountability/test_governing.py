"""Which policy decides: the nearest, and there the kind's own."""

from datetime import timedelta

import pytest

from initiatives.accountability.models import Commitment, Policy
from initiatives.accountability.queries import governed, policies_in_force
from initiatives.accountability.rules.governing import decides
from initiatives.base import clock
from initiatives.shortfalls.queries import missed_commitments
from tests.factories import make_promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(cast):
    """Policies by name: of the system, of the system's reviews, of the hospital."""
    (system,) = policies_in_force()
    reviews = Policy.objects.create(kind="review")
    hospital = Policy.objects.create(entity=cast.hospital)
    return {"system": system, "reviews": reviews, "hospital": hospital}


@pytest.mark.parametrize(
    ("place", "kind", "which"),
    [
        ("clinic", "action", "system"),
        ("clinic", "review", "reviews"),
        ("hospital", "action", "hospital"),
        ("hospital", "review", "hospital"),
    ],
)
def test_the_nearest_entity_decides_before_the_kind(cast, kept, place, kind, which):
    lineage = getattr(cast, place).lineage
    assert decides(policies_in_force(), lineage, kind) == kept[which]


def test_at_one_entity_the_kinds_own_comes_first(cast, kept):
    own = Policy.objects.create(entity=cast.hospital, kind="review")
    assert decides(policies_in_force(), cast.hospital.lineage, "review") == own


def test_the_first_policy_comes_by_itself_and_only_once(db):
    (first,) = policies_in_force()
    assert [str(step) for step in first.steps.all()] == [
        *("T-14 Owner", "T-3 Owner", "T+0 Owner"),
        *("T+14 Sponsor", "T+30 Equity lead", "T+60 Executive"),
    ]
    assert policies_in_force() == [first]


def test_each_commitment_has_exactly_one_policy(cast, kept):
    for entity in (cast.system, cast.hospital, cast.clinic):
        for kind in ("action", "review", "answer"):
            make_promise(cast.lee, cast.alice, entity=entity, kind=kind)
    found = governed(policies_in_force())
    counts = [Commitment.objects.filter(where).count() for where in found.values()]
    assert sum(counts) == Commitment.objects.count() == 9
    assert Commitment.objects.filter(found[kept["hospital"].pk]).count() == 3


def test_a_shortfall_is_proposed_when_the_policy_of_the_place_says_so(cast, kept):
    Policy.objects.filter(pk=kept["hospital"].pk).update(shortfall_after=3)
    there = make_promise(cast.lee, cast.alice, 0, entity=cast.hospital)
    make_promise(cast.lee, cast.alice, 0, entity=cast.clinic)
    with clock.at(clock.now() + timedelta(days=5)):
        assert list(missed_commitments()) == [there]
