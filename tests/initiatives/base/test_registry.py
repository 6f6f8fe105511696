"""What packages make known under a key."""

from typing import NamedTuple

import pytest

from initiatives.base.errors import Invalid
from initiatives.base.registry import Registry


class Kind(NamedTuple):
    key: str
    label: str


ONE, TWO = Kind("one", "First"), Kind("two", "Second")


@pytest.fixture
def registry():
    known = Registry[Kind]("There is none; there are %(known)s.")
    known.introduce(TWO)
    known.introduce(ONE)
    return known


def test_kinds_are_listed_as_they_came_and_found_by_key(registry):
    assert registry.all() == [TWO, ONE]
    assert registry.of("one") is registry.find("one") is ONE


def test_a_second_of_the_same_key_takes_the_place_of_the_first(registry):
    later = Kind("two", "Second, anew")
    registry.introduce(later)
    assert registry.all() == [later, ONE]


def test_a_key_that_there_is_not_is_refused_with_those_there_are(registry):
    assert registry.find("three") is None
    with pytest.raises(Invalid) as refused:
        registry.of("three")
    assert refused.value.errors == {"kind": "There is none; there are two, one."}
