"""The page of the workforce beside a community: what it shows, masks, and to whom."""

import csv
import io

import pytest
from django.urls import reverse

from initiatives.framework.models import Framework
from initiatives.measures.models import Stratification
from initiatives.people.choices import Role
from initiatives.workforce.services import add_family
from tests.factories import make_framework, seat
from tests.initiatives.measures.making import make_stratification
from tests.initiatives.web.who import those_let_in
from tests.initiatives.workforce.making import make_benchmark, make_count

pytestmark = pytest.mark.django_db
PAGE = "/workforce/"


@pytest.fixture
def origin(cast):
    return make_stratification()


@pytest.fixture
def lee(client, cast):
    client.force_login(cast.lee)
    return client


def text(answer):
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_shares_stand_side_by_side_with_their_source(lee, cast, origin):
    make_count(cast, origin, (40, 50, 110, 0), note="Of all staff.")
    make_benchmark(cast, origin)
    page = text(lee.get(PAGE))
    for said in (
        *("Data as of", "1 Jan 2026", "Payroll", "Of all staff.", "American Community Survey"),
        *(
            "20.0 %",
            "40.0 %",
            "± 3.9",
            "\N{MINUS SIGN}20.0",
            "0.50",
            "from 0.37 to 0.68",
            "a smaller share",
        ),
        *("Origin (1)", "200 people", "service-area adults", "no quota, target or goal"),
    ):
        assert said in page, said


def test_small_numbers_are_masked_for_everybody_alike(browse, cast, origin):
    make_count(cast, origin, (4, 50, 733))
    make_benchmark(cast, origin)
    for who in (cast.lee, cast.erin, cast.root):
        page = text(browse(who).get(PAGE))
        assert "733" in page
        assert "is masked: a count of 1 to 10 people" in page
        for number in (">4<", ">50<", "0.5 %", "6.4 %"):
            assert number not in page, number


def test_nothing_of_a_masked_cell_is_in_the_file_or_the_drawing(lee, cast, origin):
    make_count(cast, origin, (4, 50, 733), source="=cmd()")
    make_benchmark(cast, origin, name="@adults")
    rows = list(csv.DictReader(io.StringIO(text(lee.get(reverse("workforce_export"))))))
    assert [row["suppressed"] for row in rows] == ["1", "1", "0"]
    for row in rows[:2]:
        told = ("heads", "workforce_share", "difference", "index", "index_low", "index_high")
        assert [row[name] for name in told] == [""] * 6
    assert rows[2]["heads"] == "733"
    assert rows[0]["source"] == "'=cmd()"
    assert rows[0]["benchmark"] == "'@adults"
    assert rows[0]["community_share"] == "0.4"


def test_who_holds_a_role_reads_and_nobody_else(cast, browse, origin):
    make_count(cast, origin)
    readers = {"charlie", "erin", "ada", "lee", "root"}
    place = f"entity={cast.system.pk}"
    assert those_let_in(cast, browse, f"{PAGE}?{place}") == readers
    assert those_let_in(cast, browse, f"{reverse('workforce_export')}?{place}") == readers
    assert those_let_in(cast, browse, reverse("job_family_list")) == readers


def test_a_stranger_sees_no_button_to_enter(browse, cast, origin):
    page = text(browse(cast.charlie).get(PAGE))
    assert "Enter a count" not in page
    assert "An equity lead or an administrator enters counts." in page
    assert "Enter a count" in text(browse(cast.lee).get(PAGE))


def test_an_empty_system_says_what_to_do_first(lee, cast):
    assert "No vocabulary yet" in text(lee.get(PAGE))


def test_overlapping_vocabularies_are_not_offered(lee, cast):
    make_stratification("tongues", overlapping=True)
    assert not Stratification.objects.filter(overlapping=False).exists()
    assert "No vocabulary yet" in text(lee.get(PAGE))
    assert lee.get(reverse("workforce_enter") + "?vocabulary=tongues").status_code == 404


def test_a_site_is_shown_without_job_families_that_the_system_shows(lee, cast, origin):
    nurses = add_family(actor=cast.lee, name="Nurses")
    make_count(cast, origin, (300, 300, 300))
    make_count(cast, origin, (200, 200, 200), family=nurses)
    make_count(cast, origin, (90, 90, 90), entity=cast.hospital)
    make_count(cast, origin, (60, 61, 62), entity=cast.hospital, family=nurses)
    page = text(lee.get(f"{PAGE}?entity={cast.hospital.pk}"))
    assert "Not by job family here" in page
    assert "Nurses" not in page
    assert "Nurses" in text(lee.get(f"{PAGE}?entity={cast.system.pk}"))


@pytest.mark.parametrize(
    "query",
    [
        "entity=abc",
        "entity=999999",
        "entity=-1",
        "vocabulary=nothing",
        "as_of=yesterday",
        "as_of=2020-01-01",
        "benchmark=77777",
        "benchmark=<b>",
        "entity=" + "9" * 40,
    ],
)
def test_what_cannot_be_shown_says_why(lee, cast, origin, query):
    make_count(cast, origin)
    answer = lee.get(f"{PAGE}?{query}")
    assert answer.status_code == 400
    assert "This cannot be shown" in text(answer)
    assert "<b>" not in text(answer)
    assert lee.get(f"{reverse('workforce_export')}?{query}").status_code == 404


def test_words_of_people_are_shown_as_words(lee, cast, origin):
    make_count(cast, origin, source="<script>alert(1)</script>")
    make_benchmark(cast, origin, name="<b>Adults</b>")
    page = text(lee.get(PAGE))
    assert "<script>alert" not in page
    assert "<b>Adults" not in page
    assert "&lt;b&gt;Adults" in page


def fill(cast, origin, many):
    """So many sites, job families and benchmarks."""
    make_count(cast, origin, (3000, 3000, 3000))
    for number in range(many):
        family = add_family(actor=cast.lee, name=f"Family {number}")
        make_count(cast, origin, (100, 110, 120), family=family)
        make_benchmark(cast, origin, name=f"Adults {number}")
    for site in (cast.hospital, cast.clinic)[:many]:
        make_count(cast, origin, (90, 90, 90), entity=site)


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_as_often_for_one_job_family_as_for_three(
    lee, cast, origin, many, count_queries
):
    fill(cast, origin, many)
    assert count_queries(lee, PAGE) == 15


def test_the_ninth_principle_shows_it(lee, cast, origin):
    Framework.objects.update(in_force=False)
    framework = make_framework(9, key="uw-medicine-ohce")
    ninth = framework.principles.get(number=9)
    page = text(lee.get(reverse("principle", args=[ninth.pk])))
    assert "The workforce is not counted yet" in page
    make_count(cast, origin, (4, 50, 733))
    page = text(lee.get(reverse("principle", args=[ninth.pk])))
    assert "733" in page
    assert ">50<" not in page
    eighth = framework.principles.get(number=8)
    assert "Workforce and community" not in text(lee.get(reverse("principle", args=[eighth.pk])))


def test_a_role_on_one_place_opens_that_place(browse, cast, origin):
    someone = seat(cast.bob, Role.MEMBER, cast.hospital)
    make_count(cast, origin, (91, 92, 93), entity=cast.hospital)
    assert ">91<" in text(browse(someone).get(PAGE))
