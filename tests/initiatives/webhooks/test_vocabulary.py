"""The table of what webhooks are told of fits history and the API."""

import pytest
from django.urls import resolve

from initiatives.base import subjects
from initiatives.web.views.history import VERBS
from initiatives.webhooks.services.writing import API
from initiatives.webhooks.vocabulary import TABLE, TOLD, TYPES, asked_for, groups


def test_every_verb_is_one_of_history():
    assert {verb for _, verb in TOLD} <= set(VERBS)


def test_every_kind_is_one_that_permission_can_be_asked_for():
    assert set(TABLE) <= {kind.key for kind in subjects.kinds()}


@pytest.mark.parametrize("collection", [collection for collection, _ in TABLE.values()])
def test_every_collection_has_records_at_its_address(collection):
    assert resolve(f"{API}/{collection}/1/").kwargs == {"pk": "1"}


def test_every_type_is_a_word_and_what_was_done():
    assert all(len(name) <= 40 and name.count(".") == 1 for name in TYPES)
    assert [name for names in groups().values() for name in names] == sorted(
        TYPES, key=lambda name: list(groups()).index(name.partition(".")[0])
    )


def test_a_type_asks_for_each_verb_that_is_told_under_it():
    assert asked_for(["commitment.made"]) == {"commitment": ["promised", "asked for"]}
    assert asked_for([]) == {}
