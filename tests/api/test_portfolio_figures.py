"""The figures of the portfolio by API."""

import pytest

from tests.api.problems import is_problem
from tests.factories import make_framework, make_shortfall
from tests.initiatives.status.analytics.lives import life

pytestmark = pytest.mark.django_db
PATH = "status/portfolio/"


def test_each_number_is_the_length_of_its_list(cast, call):
    life(cast, 90, (30, "sustaining"))
    make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    erin = call(cast.erin)
    found = erin.get(f"{PATH}?entity={cast.hospital.pk}&since=2020-01").json()
    lists = [(found["initiatives_list"], found["initiatives"])]
    lists += [(line["list"], line["count"]) for line in (*found["covered"], *found["lasting"])]
    for way in found["found"]:
        lists += [(url, way[name]) for name, url in way["lists"].items()]
    assert len(lists) > 20
    for url, number in lists:
        rows = erin.get(url.partition("/api/v1/")[2]).json()["results"]
        assert len(rows) == number, url


def test_it_says_what_was_asked_and_what_each_figure_means(cast, call):
    asked = f"{PATH}?entity={cast.hospital.pk}&principle={cast.principles[0].pk}&until=2026-01"
    found = call(cast.erin).get(asked).json()
    assert found["scope"]["entity"] == {"id": cast.hospital.pk, "name": "Hospital"}
    assert (found["scope"]["since"], found["scope"]["until"]) == (None, "2026-01-01")
    assert set(found["definitions"]) == {
        *("stays", "sustained", "covered", "gaps", "found", "heard", "lasting")
    }
    assert all(all(said.values()) for said in found["definitions"].values())


def test_few_have_no_share_and_no_middle_value(cast, call):
    found = call(cast.erin).get(PATH).json()
    assert {line["share"] for line in (*found["covered"], *found["lasting"])} == {None}
    assert found["sustained"]["too_few_to_say"] is True
    assert {stay["median"] for stay in found["stays"]} == {None}


def test_each_reads_what_they_may_see(cast, call):
    counted = {
        who: call(getattr(cast, who)).get(PATH).json()["initiatives"]
        for who in ("alice", "bob", "charlie", "erin", "ada", "nobody")
    }
    assert counted == {"alice": 1, "bob": 1, "charlie": 0, "erin": 1, "ada": 1, "nobody": 0}
    assert call(cast.alice).get(PATH).json()["heard"] is None
    assert call(cast.ada).get(PATH).json()["heard"] is not None


def test_a_principle_of_another_edition_is_a_problem(cast, call):
    query = f"principle={cast.principles[0].pk}&framework={make_framework().pk}"
    problem = is_problem(call(cast.erin).get(f"{PATH}?{query}"), 400)
    assert "not part of that edition" in str(problem["errors"])
