"""The page of the portfolio's figures, and its files."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from initiatives.people.models import Entity
from initiatives.status.analytics import COLUMNS, DEFINITIONS
from tests.factories import make_framework, make_shortfall
from tests.initiatives.status.analytics.lives import life
from tests.initiatives.web.who import EVERYONE, statuses

pytestmark = pytest.mark.django_db
URL, CSV, XLSX = "/status/portfolio/", "/status/portfolio.csv", "/status/portfolio.xlsx"
HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script>'


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_everyone_opens_it_and_reads_what_they_may_see(cast, browse):
    assert set(statuses(cast, browse, URL).values()) == {200}
    counted = {
        who: browse(getattr(cast, who)).get(URL).context["found"].initiatives for who in EVERYONE
    }
    assert {who for who, number in counted.items() if number == 1} == {
        *("alice", "bob", "sam", "erin", "ada", "lee", "root")
    }


def test_each_figure_has_its_definition_and_says_where_it_is_too_few(cast, browse):
    page = text(browse(cast.erin).get(URL))
    for said in DEFINITIONS.values():
        assert f"{said.title}</h2>" in page
    for words in ("Too few to say", "Kaplan", "Greenwood", "How this is counted"):
        assert words in page
    assert "<svg xmlns" not in page


def test_with_enough_the_curve_is_drawn_with_its_table(cast, browse):
    for wait in range(11):
        life(cast, 200, (190 - 10 * wait, "sustaining"))
    page = text(browse(cast.erin).get(URL))
    assert page.count("<svg xmlns") == 2
    assert "12 initiatives are followed from the charter; 11 have come" in page
    assert "Half had come to it within 60 days." in page
    assert "3 months" in page


def test_numbers_lead_to_their_lists(cast, browse):
    make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    erin = browse(cast.erin)
    page = erin.get(f"{URL}?entity={cast.hospital.pk}&since=2020-01").content.decode()
    links = re.findall(r'<a href="(/(?:initiatives|shortfalls)/\?[^"]*)">(\d+)', page)
    assert len(links) > 20
    for url, number in dict(links).items():
        answer = erin.get(url.replace("&amp;", "&"))
        assert (answer.status_code, answer.context["count"]) == (200, int(number)), url


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("since=soon", "Give a month as year-month"),
        ("since=1000000-01", "Give a month as year-month"),
        ("since=2026-13", "Give a month as year-month"),
        ("since=1066-10", "Give a month from 1990 on"),
        ("until=2099-01", "has not begun yet"),
        ("since=2026-02&until=2026-01", "lies before the first one"),
        ("since=" + "9" * 5000, "at most 40 characters"),
        ("entity=999999", "Select a valid choice"),
        ("entity=x", "Select a valid choice"),
        ("principle=%3Cscript%3E", "Select a valid choice"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_counted(cast, browse, query, words):
    erin = browse(cast.erin)
    answer = erin.get(f"{URL}?{query}")
    assert answer.status_code == 400
    assert words in text(answer)
    assert "Nothing is counted until then" in text(answer)
    for file in (CSV, XLSX):
        assert erin.get(f"{file}?{query}").status_code == 302


def test_a_principle_of_another_edition_is_a_question(cast, browse):
    other = make_framework()
    query = f"principle={cast.principles[0].pk}&framework={other.pk}"
    answer = browse(cast.erin).get(f"{URL}?{query}")
    assert answer.status_code == 400
    assert "not part of that edition" in text(answer)


def test_an_empty_place_says_what_to_do(cast, browse):
    page = text(browse(cast.erin).get(f"{URL}?entity={cast.clinic.pk}"))
    assert "Nothing to count here yet" in page


def test_the_files_hold_the_same_numbers_and_nothing_that_runs(cast, browse):
    cast.principles[0].__class__.objects.filter(pk=cast.principles[0].pk).update(short_name=HOSTILE)
    Entity.objects.filter(pk=cast.hospital.pk).update(name=HOSTILE)
    erin = browse(cast.erin)
    answer = erin.get(f"{CSV}?entity={cast.hospital.pk}")
    assert answer["Content-Disposition"].startswith('attachment; filename="portfolio-')
    rows = list(csv.DictReader(StringIO(answer.content.decode())))
    assert tuple(rows[0]) == COLUMNS
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    book = load_workbook(BytesIO(erin.get(f"{XLSX}?entity={cast.hospital.pk}").content))
    assert book.sheetnames == ["Portfolio", "About"]
    sheet = book["Portfolio"]
    assert sheet.max_row == len(rows) + 1
    assert {cell.data_type for row in book["About"] for cell in row} <= {"s", "d"}


def test_the_status_leads_to_it(cast, browse):
    link = f"{URL}?entity={cast.system.pk}"
    erin = browse(cast.erin)
    assert link in erin.get("/status/").content.decode()
    assert erin.get(link).status_code == 200


def test_the_queries_do_not_grow(cast, browse, count_queries):
    erin = browse(cast.erin)
    assert count_queries(erin, URL) == 24
    for _ in range(2):
        life(cast, 90, (30, "sustaining"))
        make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    assert count_queries(erin, URL) == 24
