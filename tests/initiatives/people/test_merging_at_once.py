"""Two who merge at the same time: one after the other, and never a circle."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from initiatives.base.errors import Invalid
from initiatives.people.models import Entity
from initiatives.people.services import merge_entity
from tests.factories import Cast


def merged(actor, entity, into):
    """Whether it was merged, in a connection of its own."""
    try:
        merge_entity(actor=actor, entity=entity, into=into, reason="One house.")
    except Invalid:
        return False
    finally:
        connection.close()
    return True


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("crossing", [True, False])
def test_of_two_that_cross_or_say_the_same_one_stands(crossing):
    cast = Cast()
    pairs = [(cast.clinic, cast.hospital)] * 2
    if crossing:
        pairs[1] = pairs[1][::-1]
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda pair: merged(cast.root, *pair), pairs))
    assert sorted(done) == [False, True]
    assert Entity.objects.exclude(merged_into=None).count() == 1
    for entity in Entity.objects.select_related("parent"):
        above = entity.parent.lineage if entity.parent else []
        assert entity.lineage == [*above, entity.pk]
