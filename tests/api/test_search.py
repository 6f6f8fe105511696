"""Search over the API; every answer is held against the schema as it comes."""

import pytest

from tests.api.caller import EVERYONE
from tests.factories import make_promise

pytestmark = pytest.mark.django_db


def test_it_finds_by_words_and_marks_them(cast, call):
    found = call(cast.bob).get("search/?q=interpreter").json()
    (group,) = found["groups"]
    (hit,) = group["results"]
    assert (group["kind"], group["count"], group["more"], group["near"]) == (
        "initiatives",
        1,
        False,
        False,
    )
    assert (hit["id"], hit["title"]) == (cast.initiative.pk, "Better interpreters")
    assert hit["marked_title"] == [
        {"text": "Better ", "marked": False},
        {"text": "interpreters", "marked": True},
    ]
    assert hit["entity"] == {"id": cast.hospital.pk, "name": "Hospital"}


def test_a_reference_is_direct(cast, call):
    found = call(cast.bob).get(f"search/?q={cast.initiative.reference}").json()
    assert found["direct"]["id"] == cast.initiative.pk


def test_only_those_who_see_a_record_find_it(cast, call):
    for question in ("better", "QI-{}", "beter interpretrs"):
        path = f"search/?q={question.format(cast.initiative.pk)}"
        found = {name: call(getattr(cast, name)).get(path).json() for name in EVERYONE}
        seen = {name for name, one in found.items() if one["direct"] or one["groups"]}
        assert seen == set(EVERYONE) - {"charlie", "nobody"}, question


def test_pages_of_one_kind_hold_each_hit_once(cast, call):
    for number in range(27):
        make_promise(cast.lee, cast.bob, 7, f"Gnu {number}", initiative=cast.initiative)
    lee = call(cast.lee)
    pages = [lee.get(f"search/?q=gnu&kind=commitments&page={one}").json() for one in (1, 2)]
    hits = [hit["id"] for one in pages for hit in one["groups"][0]["results"]]
    assert len(hits) == len(set(hits)) == 27
    assert lee.get("search/?q=gnu&kind=commitments&page=3").json()["groups"] == []
