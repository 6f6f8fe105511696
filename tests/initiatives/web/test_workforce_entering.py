"""Entering, correcting, and keeping job families, as a browser without JavaScript does it."""

import pytest
from django.urls import reverse

from initiatives.workforce import queries
from initiatives.workforce.models import CommunityBenchmark, JobFamily, WorkforceCount
from initiatives.workforce.services import add_family
from tests.factories import make_entity
from tests.initiatives.measures.making import make_stratification
from tests.initiatives.web.forms import fill_in
from tests.initiatives.web.who import those_let_in
from tests.initiatives.workforce.making import make_benchmark, make_count

pytestmark = pytest.mark.django_db


@pytest.fixture
def origin(cast):
    return make_stratification()


@pytest.fixture
def lee(client, cast):
    client.force_login(cast.lee)
    return client


def text(answer):
    return answer.content.decode()


def heads(**changed):
    return {"heads.a": 40, "heads.b": 50, "heads.c": 60} | changed


def said(cast, **more):
    about = {"entity": cast.hospital.pk, "as_of": "2026-01-01", "source": "Payroll"}
    return heads() | about | more


def test_a_count_is_entered_by_form(lee, cast, origin):
    nurses = add_family(actor=cast.lee, name="Nurses")
    url = reverse("workforce_enter") + "?vocabulary=origin"
    answer = fill_in(lee, url, **said(cast, family=nurses.pk))
    made = WorkforceCount.objects.get()
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/workforce/?entity={cast.hospital.pk}")
    assert (made.family, made.entity, made.stratification) == (nurses, cast.hospital, origin)
    assert queries.heads_of(cast.lee, made) == {"a": 40, "b": 50, "c": 60}
    page = text(lee.get(answer["Location"]))
    assert "Nurses" in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"heads.a": ""}, "This cannot be empty."),
        ({"heads.a": "many"}, "Enter a whole number."),
        ({"heads.a": "-4"}, "greater than or equal to 0"),
        ({"heads.a": "9" * 30}, "less than or equal to 10000000"),
        ({"heads.a": "0", "heads.b": "0", "heads.c": "0"}, "nobody in this count"),
        ({"as_of": "2999-01-01"}, "between the years 1990 and 2100"),
        ({"as_of": "2099-01-01"}, "has not come yet"),
        ({"source": ""}, "This cannot be empty."),
        ({"note": "MRN 1234567"}, "medical record number"),
        ({"family": "77"}, "Select a valid choice"),
        ({"entity": ""}, "Choose one."),
    ],
)
def test_what_cannot_be_taken_is_told_beside_its_field(lee, cast, origin, changed, told):
    answer = fill_in(lee, reverse("workforce_enter"), **said(cast, **changed))
    assert answer.status_code == 422
    assert told in text(answer)
    assert not WorkforceCount.objects.exists()


def test_only_sites_are_offered_and_a_unit_is_refused(lee, cast, origin):
    unit = make_entity("Unit 4", cast.hospital)
    page = text(lee.get(reverse("workforce_enter")))
    assert "Unit 4" not in page
    answer = fill_in(lee, reverse("workforce_enter"), **said(cast, entity=unit.pk))
    assert "too small a unit" in text(answer)


def test_a_count_is_corrected_with_its_versions(lee, cast, origin):
    made = make_count(cast, origin)
    url = reverse("workforce_correct", args=[made.pk])
    refused = fill_in(lee, url, **{"heads.a": 41})
    assert refused.status_code == 422
    answer = fill_in(lee, url, **{"heads.a": 41, "because": "One was missing."})
    later = WorkforceCount.objects.get(superseded_at=None)
    assert answer["Location"] == reverse("workforce_count", args=[later.pk])
    page = text(lee.get(answer["Location"]))
    assert "Why it was corrected: One was missing." in page
    assert "<dd>41</dd>" in page
    assert "<dd>40</dd>" in page
    assert "A later version stands" in text(lee.get(reverse("workforce_count", args=[made.pk])))
    late = lee.post(url, heads() | {"because": "So.", "source": "x", "version": 1})
    assert late.status_code == 409


def test_the_versions_tell_no_heads_to_readers(browse, cast, origin):
    made = make_count(cast, origin, (4, 50, 733))
    page = text(browse(cast.erin).get(reverse("workforce_count", args=[made.pk])))
    assert "Payroll" in page
    assert "<dd>50</dd>" not in page
    assert "Correct it" not in page


def test_a_benchmark_is_entered_and_corrected_by_form(lee, cast, origin):
    about = {
        "entity": cast.system.pk,
        "name": "Adults of the county",
        "kind": "adults",
        "source": "ACS",
        "source_url": "https://data.census.gov/table",
        "period": "2019 to 2023",
        "total": 1000,
        "total_moe": 20,
    }
    groups = {"groups.a": 400, "moe.a": 40, "groups.b": 300, "moe.b": 30}
    url = reverse("benchmark_enter") + "?vocabulary=origin"
    assert fill_in(lee, url, **about, **groups).status_code == 302
    made = CommunityBenchmark.objects.get()
    assert queries.estimates_of(cast.lee, made)["a"].moe == 40
    fix = reverse("benchmark_correct", args=[made.pk])
    answer = fill_in(lee, fix, **{"groups.a": 410, "because": "Misread."})
    later = CommunityBenchmark.objects.get(superseded_at=None)
    assert queries.estimates_of(cast.lee, later)["a"].estimate == 410
    page = text(lee.get(answer["Location"]))
    assert "410 ± 40" in page
    assert "400 ± 40" in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"groups.a": 2000}, "more than the total"),
        ({"groups.a": 900, "groups.b": 900}, "which is more than the total"),
        ({"moe.a": ""}, "give that of the group as well"),
        ({"total": 0}, "from 1 to"),
        ({"source_url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"source_url": "ftp://example.org/x"}, "Enter a valid URL"),
        ({"kind": "target"}, "Select a valid choice"),
        ({"groups.a": "", "groups.b": ""}, "Give at least one group."),
        ({"total_moe": "", "total": 20, "groups.a": 9, "groups.b": 9}, "too few to stand"),
    ],
)
def test_a_benchmark_that_cannot_be_is_refused(lee, cast, origin, changed, told):
    about = {"entity": cast.system.pk, "name": "Adults", "kind": "adults", "source": "ACS"}
    about |= {"period": "2019 to 2023", "total": 1000, "total_moe": 20}
    groups = {"groups.a": 400, "moe.a": 40, "groups.b": 300, "moe.b": 30}
    answer = fill_in(lee, reverse("benchmark_enter"), **(about | groups | changed))
    assert answer.status_code == 422
    assert told in text(answer)
    assert not CommunityBenchmark.objects.exists()


def test_stewards_enter_and_correct_and_nobody_else(cast, browse, origin):
    one, other = make_count(cast, origin), make_benchmark(cast, origin)
    for url in (
        reverse("workforce_enter"),
        reverse("benchmark_enter"),
        reverse("workforce_correct", args=[one.pk]),
        reverse("benchmark_correct", args=[other.pk]),
        reverse("job_family_create"),
    ):
        assert those_let_in(cast, browse, url) == {"lee", "root"}, url


def test_job_families_are_kept_by_form(lee, cast):
    fill_in(lee, reverse("job_family_create"), name="Nurses")
    family = JobFamily.objects.get()
    assert family.key == "nurses"
    assert fill_in(lee, reverse("job_family_create"), name="NURSES").status_code == 422
    about = [family.pk]
    fill_in(lee, reverse("job_family_edit", args=about), name="Nursing", position=4)
    fill_in(lee, reverse("job_family_retire", args=about), reason="Split in two.")
    page = text(lee.get(reverse("job_family_list")))
    assert "Nursing" in page
    assert "Retired" in page
    fill_in(lee, reverse("job_family_restore", args=about))
    family.refresh_from_db()
    assert (family.name, family.position, family.retired_at) == ("Nursing", 4, None)
