"""Who adds the views up along the tree gets the numbers of the matrix."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.people.rules import anybody_everywhere
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import restrict_shortfall
from initiatives.status.queries import matrix
from tests.factories import rolled_back
from tests.initiatives.status.reporting.asking import select
from tests.initiatives.status.test_matrix import system

pytestmark = pytest.mark.django_db
SERVED = """
    JOIN reporting.initiative_places AS place USING (initiative_id)
    JOIN reporting.entity_parts AS parts ON parts.part_id = place.entity_id
    JOIN reporting.alignments AS served USING (initiative_id)
"""
NUMBERS = {
    "initiatives": f"""
        SELECT parts.entity_id, served.principle_id, count(DISTINCT initiative_id)
        FROM (SELECT id AS initiative_id FROM reporting.initiatives) AS initiative {SERVED}
        GROUP BY 1, 2
    """,
    "open_shortfalls": """
        SELECT parts.entity_id, principle_id, count(*)
        FROM reporting.shortfalls AS shortfall
        JOIN reporting.entity_parts AS parts ON parts.part_id = shortfall.entity_id
        WHERE state = 'open' GROUP BY 1, 2
    """,
    "open_signals": f"""
        SELECT parts.entity_id, served.principle_id, count(DISTINCT signal_id)
        FROM (
            SELECT id AS signal_id, initiative_id FROM reporting.signals WHERE state = 'open'
        ) AS signal {SERVED}
        GROUP BY 1, 2
    """,
    "overdue": f"""
        SELECT entity_id, principle_id, count(DISTINCT commitment_id) FROM (
            SELECT parts.entity_id, served.principle_id, commitment_id
            FROM (
                SELECT id AS commitment_id, initiative_id FROM reporting.commitments WHERE overdue
            ) AS commitment {SERVED}
            UNION ALL
            SELECT parts.entity_id, shortfall.principle_id, commitment.id
            FROM reporting.commitments AS commitment
            JOIN reporting.shortfalls AS shortfall ON shortfall.id = commitment.shortfall_id
            JOIN reporting.entity_parts AS parts ON parts.part_id = commitment.entity_id
            WHERE overdue
        ) AS late GROUP BY 1, 2
    """,
}


@given(seed=st.integers(0, 10**6))
@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_sums_of_the_views_are_the_numbers_of_the_matrix(seed):
    chance = random.Random(seed)
    with rolled_back():
        lead, *_, entities = system(chance)
        for shortfall in Shortfall.objects.all():
            if chance.random() < 0.5:
                restrict_shortfall(actor=lead, shortfall=shortfall, reason="Known to few.")
        cells = {
            (entity.pk, row.principle.pk): row.cells[0]
            for entity in entities
            for row in matrix(anybody_everywhere(), entity).rows
        }
        for name, statement in NUMBERS.items():
            summed = {
                (entity, principle): number for entity, principle, number in select(statement)
            }
            expected = {place: getattr(one, name) for place, one in cells.items()}
            assert {place: summed.get(place, 0) for place in cells} == expected, name
