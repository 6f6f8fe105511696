"""The crosswalk by the API: reviews, attestations, and the evidence."""

import pytest

from initiatives.framework.models import CrosswalkLink
from tests.api.problems import is_problem
from tests.factories import make_initiative, make_shortfall
from tests.initiatives.framework.crossing import crossed

pytestmark = pytest.mark.django_db


@pytest.fixture
def outside(cast):
    return crossed(cast.framework)


def test_one_framework_has_its_requirements_with_their_links(cast, call, outside):
    found = call(cast.nobody).get(f"outside-frameworks/{outside.pk}/").json()
    assert [one["code"] for one in found["requirements"]] == ["1", "1a"]
    assert found["requirements"][1]["parent"] == found["requirements"][0]["id"]
    links = found["requirements"][0]["links"]
    assert [one["strength"] for one in links] == ["direct", "partial"]
    assert {one["reviewer"] for one in links} == {""}


def test_a_review_confirms_what_it_leaves_out_and_minds_the_version(cast, call, outside):
    link = CrosswalkLink.objects.get(strength="partial")
    lee, path = call(cast.lee), f"crosswalk-links/{link.pk}/"
    is_problem(lee.patch(path, {}), 428)
    etag = lee.get(path)["ETag"]
    done = lee.patch(path, {}, HTTP_IF_MATCH=etag).json()
    assert (done["strength"], done["note"], done["reviewer"]) == ("partial", "In part.", "Lee")
    is_problem(lee.patch(path, {"strength": "direct"}, HTTP_IF_MATCH=etag), 412)
    refused = lee.patch(path, {"strength": "strong"}, HTTP_IF_MATCH="*")
    assert "direct, partial" in is_problem(refused, 422)["errors"]["strength"]


@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "erin", "ada", "nobody"])
def test_nobody_but_who_leads_the_whole_system_reviews_or_attests(cast, call, outside, who):
    caller, link = call(getattr(cast, who)), CrosswalkLink.objects.first()
    is_problem(caller.patch(f"crosswalk-links/{link.pk}/", {}, HTTP_IF_MATCH="*"), 403)
    body = {"requirement": outside.requirements.first().pk, "text": "We do."}
    is_problem(caller.post("attestations/", body), 403)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": "We do."}, "requirement"),
        ({"requirement": 999_999, "text": "We do."}, "requirement"),
        ({"requirement": "x", "text": "We do."}, "requirement"),
        ({"text": ""}, "text"),
        ({"text": "x" * 10_001}, "text"),
        ({"text": "We do.", "compliant": True}, "compliant"),
    ],
)
def test_what_cannot_be_attested_is_refused_by_field(cast, call, outside, body, field):
    if "requirement" not in body and field != "requirement":
        body |= {"requirement": outside.requirements.first().pk}
    refused = call(cast.lee).post("attestations/", body)
    assert field in is_problem(refused, 422)["errors"]
    assert call(cast.lee).walk("attestations/") == []


def test_every_number_of_the_evidence_is_the_length_of_its_list(cast, call, outside):
    make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    make_shortfall(cast.lee, cast.clinic, cast.principles[0])
    make_initiative(cast.lee, cast.clinic, principles=cast.principles)
    for name in ("lee", "alice", "charlie", "nobody"):
        caller = call(getattr(cast, name))
        path = f"outside-frameworks/{outside.pk}/evidence/?entity={cast.system.pk}"
        found = caller.get(path).json()
        for one in found["principles"]:
            counts = one["counts"]
            for name, address in counts["links"].items():
                assert len(caller.walk(address)) == counts[name], address
            assert len(one["initiatives"]) == counts["initiatives"]
            assert len(one["shortfalls"]) == counts["open_shortfalls"]
            assert {row["detail"] for row in one["shortfalls"]} <= {
                "Commitments: 0 open, 0 fulfilled"
            }


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("entity=x", 400),
        ("entity=999999", 404),
        ("since=soon", 400),
        ("until=%00", 400),
        ("since=2026-02-01&until=2026-01-01", 400),
        ("colour=red", 400),
    ],
)
def test_a_scope_that_cannot_be_read_is_a_problem(cast, call, outside, query, status):
    is_problem(call(cast.lee).get(f"outside-frameworks/{outside.pk}/evidence/?{query}"), status)
