"""Every roll-up is what its parts hold, at every level of the tree and for every viewer.

Systems, roles and what is confidential are drawn by chance. What each number counts is gathered row
by row, so that nothing here knows how the matrix counts.
"""

import random
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.accountability.queries import commitments, overdue
from initiatives.measures.queries import signals
from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.portfolio.queries import initiatives
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.queries import shortfalls
from initiatives.shortfalls.services import restrict_shortfall
from initiatives.status.queries import matrix
from tests.factories import make_user, rolled_back, seat
from tests.initiatives.status.test_matrix import system

pytestmark = pytest.mark.django_db
NUMBERS = ("initiatives", "overdue", "open_shortfalls", "open_signals")
SERVED = ("places__entity", "alignments__principle")


def peopled(chance):
    """A random system with some shortfalls confidential; its entities, and three who look at it."""
    lead, owner, member, entities = system(chance)
    for shortfall in Shortfall.objects.all():
        if chance.random() < 0.4:
            restrict_shortfall(actor=lead, shortfall=shortfall, reason="Known to few.")
    stranger = make_user()
    for entity in chance.sample(entities, 2):
        seat(stranger, chance.choice(list(Role)), entity)
    viewers = [chance.choice([lead, owner]), member, stranger]
    return entities, [User.objects.get(pk=one.pk) for one in viewers]


def gathered(viewer):
    """What each number counts: the keys at each entity itself, by principle."""
    late = commitments(viewer).filter(overdue())
    of_initiatives = [f"initiative__{part}" for part in SERVED]
    of_measures = [f"measure__initiative__{part}" for part in SERVED]
    found = {name: defaultdict(set) for name in NUMBERS}
    for name, rows in (
        ("initiatives", initiatives(viewer).values_list("pk", *SERVED)),
        ("overdue", late.values_list("pk", *of_initiatives)),
        ("overdue", late.values_list("pk", "entity", "shortfall__principle")),
        (
            "open_shortfalls",
            shortfalls(viewer).filter(state="open").values_list("pk", "entity", "principle"),
        ),
        ("open_signals", signals(viewer).filter(state="open").values_list("pk", *of_measures)),
    ):
        for key, entity, principle in rows:
            found[name][principle, entity].add(key)
    return found


def whole(own, principle, entity, entities):
    """What is at an entity itself and what its parts hold, each once."""
    parts = [child for child in entities if child.parent_id == entity.pk]
    held = [whole(own, principle, part, entities) for part in parts]
    return own[principle, entity.pk].union(*held)


@given(seed=st.integers(0, 10**6))
@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_roll_up_is_what_is_there_itself_and_what_its_parts_hold(seed):
    """And whoever goes down the tree finds the numbers, state and reasons that they came from."""
    with rolled_back():
        entities, viewers = peopled(random.Random(seed))
        for viewer in viewers:
            found = gathered(viewer)
            matrices = [matrix(viewer, entity) for entity in entities]
            alone = {
                (row.principle.pk, row.cells[0].entity.pk): row.cells[0]
                for one in matrices
                for row in one.rows
            }
            for (principle, _), one in alone.items():
                for name in NUMBERS:
                    keys = whole(found[name], principle, one.entity, entities)
                    assert getattr(one, name) == len(keys), (name, viewer.name)
            beside = [part for one in matrices for row in one.rows for part in row.cells[1:]]
            for part in beside:
                one = alone[part.principle.pk, part.entity.pk]
                for name in (*NUMBERS, "state", "reasons", "last_activity"):
                    assert getattr(part, name) == getattr(one, name), name
