"""Kept nights against the live matrix, on systems made at random."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.people.choices import Role
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import restrict_shortfall
from initiatives.status.models import SnapshotCell
from initiatives.status.queries import matrix
from tests.factories import make_user, rolled_back, seat
from tests.initiatives.status.nights import night
from tests.initiatives.status.test_matrix import system

pytestmark = pytest.mark.django_db
NUMBERS = ("initiatives", "overdue", "open_shortfalls", "open_signals")
AT_RANDOM = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def kept_cells(chance):
    """The cells of a night of a random system, some shortfalls of it confidential; its entities."""
    lead, *_, entities = system(chance)
    for shortfall in Shortfall.objects.all():
        if chance.random() < 0.5:
            restrict_shortfall(actor=lead, shortfall=shortfall, reason="Known to few.")
    cells = SnapshotCell.objects.filter(snapshot=night())
    return {(one.principle_id, one.entity_id): one for one in cells}, entities


@given(seed=st.integers(0, 10**6))
@AT_RANDOM
def test_a_kept_cell_is_the_cell_of_who_sees_everything_but_what_is_confidential(seed):
    with rolled_back():
        found, entities = kept_cells(random.Random(seed))
        executive = seat(make_user(), Role.EXECUTIVE, entities[0])
        for entity in entities:
            for live in (one for row in matrix(executive, entity).rows for one in row.cells):
                one = found[live.principle.pk, live.entity.pk]
                for name in (*NUMBERS, "last_activity", "state"):
                    assert getattr(one, name) == getattr(live, name), name
                assert one.reasons == list(live.reasons)


@given(seed=st.integers(0, 10**6))
@AT_RANDOM
def test_a_whole_is_never_less_than_a_part_by_the_tree_of_that_night(seed):
    with rolled_back():
        found, _ = kept_cells(random.Random(seed))
        for (principle, _), one in found.items():
            for above in one.lineage[:-1]:
                whole = found[principle, above]
                assert all(getattr(whole, name) >= getattr(one, name) for name in NUMBERS)
