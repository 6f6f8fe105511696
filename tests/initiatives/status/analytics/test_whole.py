"""All figures together: how many statements they take, and that wholes are unions of parts."""

import random

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.base.sheets.writing import csv_of
from initiatives.people.choices import Role
from initiatives.portfolio.filters import InitiativeFilter
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.rules import visible_initiatives
from initiatives.shortfalls.filters import ShortfallFilter
from initiatives.shortfalls.rules import visible_shortfalls
from initiatives.status.analytics import COLUMNS, Cohort, analytics, exported
from initiatives.status.analytics.cohort import mismatch
from tests.factories import make_framework, make_shortfall, make_user, rolled_back, seat
from tests.initiatives.status.analytics.lives import life
from tests.initiatives.status.test_matrix import system

pytestmark = pytest.mark.django_db
AT_RANDOM = settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def statements(viewer):
    analytics(viewer, Cohort())
    with CaptureQueriesContext(connection) as captured:
        analytics(viewer, Cohort())
    return len(captured)


def test_the_statements_do_not_grow_with_the_system(cast):
    assert statements(cast.erin) == 18
    for _ in range(2):
        life(cast, 90, (30, "sustaining"))
        make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    assert statements(cast.erin) == 18


def initiatives_at(viewer, cohort):
    query = QueryDict(cohort.initiatives_query())
    return set(InitiativeFilter(query, visible_initiatives(viewer)).qs.values_list("pk"))


@given(seed=st.integers(0, 10**6))
@AT_RANDOM
def test_a_whole_is_the_distinct_union_of_its_parts_and_each_number_its_list(seed):
    with rolled_back():
        chance = random.Random(seed)
        *_, entities = system(chance)
        for one in Initiative.objects.filter(owner__isnull=False):
            stage = chance.choice(["approved", "sustaining", "proposed"])
            Initiative.objects.filter(pk=one.pk).update(stage=stage)
        viewer = seat(make_user(), chance.choice(Role.values), chance.choice(entities))
        for entity in entities:
            whole = initiatives_at(viewer, Cohort(entity=entity))
            for part in (one for one in entities if entity.pk in one.lineage):
                assert initiatives_at(viewer, Cohort(entity=part)) <= whole
        for entity in (entities[0], chance.choice(entities)):
            found = analytics(viewer, Cohort(entity=entity))
            assert found.initiatives == len(initiatives_at(viewer, Cohort(entity=entity)))
            assert sum(one.still_there for one in found.stays) <= found.initiatives
            check_lists(viewer, found)


def check_lists(viewer, found):
    """Each number is the length of its list, and each share lies between nought and one."""
    for line in (*found.covered, *found.lasting):
        rows = InitiativeFilter(QueryDict(line.query), visible_initiatives(viewer)).qs
        assert rows.count() == line.numerator <= line.denominator
        assert line.share is None or 0 <= line.share <= 1
    for way in found.found:
        rows = ShortfallFilter(QueryDict(way.query), visible_shortfalls(viewer)).qs
        assert rows.count() == way.found == way.open + way.closed


def test_the_root_is_the_union_of_what_is_below_and_at_it(cast):
    life(cast, 90, entity=cast.clinic)
    life(cast, 90, entity=cast.system)
    parts = [initiatives_at(cast.erin, Cohort(entity=one)) for one in (cast.hospital, cast.clinic)]
    root = initiatives_at(cast.erin, Cohort(entity=cast.system))
    own = set(Initiative.objects.filter(entity=cast.system).values_list("pk"))
    assert root == set().union(*parts, own)
    assert len(root) == 3


def test_every_row_of_the_table_has_every_column_and_says_what_it_is(cast):
    life(cast, 90, (30, "sustaining"))
    rows = list(exported(analytics(cast.erin, Cohort())))
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert all(all(row[-3:]) for row in rows)
    assert len({row[0] for row in rows}) == 7
    assert csv_of(COLUMNS, rows).count("\r\n") == len(rows) + 1


def test_who_sees_nothing_reads_noughts(cast):
    found = analytics(cast.nobody, Cohort())
    assert found.initiatives == 0
    assert not found.heard.is_shown
    assert {line.denominator for line in (*found.covered, *found.lasting)} == {0}
    assert {way.found for way in found.found} == {0}


def test_a_principle_goes_with_its_own_edition(cast):
    other = make_framework()
    assert mismatch(cast.principles[0], other)
    assert not mismatch(cast.principles[0], cast.framework)
    assert not mismatch(None, other)
