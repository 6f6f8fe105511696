"""Size and cause as data; small counts are shown only to who may change the shortfall."""

import json

import pytest

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.history.models import Event
from initiatives.people.models import User
from initiatives.shortfalls import queries
from initiatives.shortfalls.services import describe_shortfall
from tests.factories import make_shortfall

pytestmark = pytest.mark.django_db
LARGE = {"size_count": 40, "size_out_of": 100}
AGAINST = {"compared_with": "Everybody else", "compared_count": 150, "compared_out_of": 200}


@pytest.fixture
def shortfall(cast):
    return make_shortfall(cast.lee, cast.hospital, cast.principles[0], owner=cast.alice)


def seen_by(person, shortfall):
    viewer = User.objects.get(pk=person.pk)
    return queries.size_of(viewer, queries.shortfall(viewer, shortfall.pk))


def test_a_size_reads_in_words(cast, shortfall):
    assert seen_by(cast.erin, shortfall) is None
    describe_shortfall(actor=cast.alice, shortfall=shortfall, **LARGE, **AGAINST)
    words = seen_by(cast.erin, shortfall).words.replace("\N{NO-BREAK SPACE}", " ")
    assert words == "40 of 100 (40.0 %); Everybody else: 150 of 200 (75.0 %)"


@pytest.mark.parametrize(
    "counts",
    [
        {"size_count": 4, "size_out_of": 100},
        {"size_count": 96, "size_out_of": 100},
        {"size_count": 0, "size_out_of": 5},
        LARGE | AGAINST | {"compared_count": 10},
        LARGE | AGAINST | {"compared_count": 195},
    ],
)
def test_with_one_small_count_only_who_may_change_it_sees_any(cast, shortfall, counts):
    describe_shortfall(actor=cast.alice, shortfall=shortfall, **counts)
    for person in (cast.alice, cast.lee, cast.root):
        assert not seen_by(person, shortfall).masked
    for person in (cast.erin, cast.ada):
        found = seen_by(person, shortfall)
        assert found.masked
        assert not any(character.isdigit() for character in found.words)
    event = Event.objects.get(verb="described")
    kept = json.dumps([event.before, event.after])
    assert "count" not in event.after
    assert not any(character.isdigit() for character in kept)


def test_a_size_that_was_small_is_not_told_by_the_history_of_the_next(cast, shortfall):
    describe_shortfall(actor=cast.alice, shortfall=shortfall, size_count=3, size_out_of=90)
    describe_shortfall(actor=cast.alice, shortfall=shortfall, **LARGE)
    assert not Event.objects.filter(verb="described", before__has_key="size_count").exists()


def test_causes_are_kept_as_data(cast, shortfall):
    found = describe_shortfall(
        actor=cast.lee,
        shortfall=shortfall,
        whys=["Nobody asked.", " ", "The form does not ask."],
        causes={"tools": ["The form"], "people": [" ", "No interpreter at night"], "data": []},
    )
    assert found.whys == ["Nobody asked.", "The form does not ask."]
    assert found.causes == {"people": ["No interpreter at night"], "tools": ["The form"]}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"size_out_of": 10}, "size_count"),
        ({"size_count": 11, "size_out_of": 10}, "size_count"),
        ({"size_count": -1}, "size_count"),
        ({"size_count": 2**31}, "size_count"),
        ({"compared_count": 5}, "compared_with"),
        ({"compared_with": "x" * 121}, "compared_with"),
        ({"whys": ["why"] * 11}, "whys"),
        ({"whys": ["y" * 301]}, "whys"),
        ({"causes": {"weather": ["rain"]}}, "causes"),
    ],
)
def test_what_cannot_be_is_refused_by_field(cast, shortfall, given, field):
    with pytest.raises(Invalid) as refused:
        describe_shortfall(actor=cast.lee, shortfall=shortfall, **given)
    assert list(refused.value.errors) == [field]


@pytest.mark.parametrize("who", ["bob", "erin", "ada", "charlie", "nobody"])
def test_only_who_may_change_it_describes_it(cast, shortfall, who):
    with pytest.raises(NotAllowed):
        describe_shortfall(actor=getattr(cast, who), shortfall=shortfall, **LARGE)
