"""The tables: the rows of the list in its order, its words, nothing that a program would run."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from initiatives.exports.tables import TABLES, found, keys
from initiatives.exports.writing import write_csv, write_xlsx
from initiatives.people.models import User
from initiatives.people.services import deactivate_person
from initiatives.web.frame.lists import LISTS
from tests.factories import make_initiative, make_promise, make_shortfall
from tests.initiatives.exports.making import made, rows_of
from tests.initiatives.measures.making import make_measure, make_signal

pytestmark = pytest.mark.django_db
QUERIES = {"initiatives": 4, "commitments": 4, "shortfalls": 7, "measures": 5, "signals": 4}
HOSTILE = ("=1+1", "+1", "-x", "@SUM(A1)", "\t=1", "<script>alert(1)</script>", 'a "b", c\nd', "ñ")


def fill(cast, many):
    for number in range(many):
        about = make_initiative(
            cast.lee,
            cast.hospital,
            f"Number {number}",
            principles=cast.principles,
            owner=cast.alice,
        )
        make_promise(cast.lee, cast.alice, number, initiative=about)
        make_shortfall(cast.lee, cast.hospital, cast.principles[0], initiative=about)
        make_signal(make_measure(cast, name=f"Measure {number}"))


def test_every_list_that_can_be_saved_is_a_table():
    assert set(LISTS) < set(TABLES)


@pytest.mark.parametrize("kind", ["list_csv", "list_xlsx"])
@pytest.mark.parametrize("list_name", LISTS)
def test_a_file_has_the_rows_of_its_list_in_its_order(cast, list_name, kind):
    fill(cast, 3)
    table = TABLES[list_name]
    for person in (cast.lee, cast.alice, cast.charlie, cast.nobody):
        export = made(person, list_name, kind=kind)
        head, *rows = rows_of(export)
        assert tuple(head) == table.columns
        listed = table.filters(QueryDict(""), queryset=table.rows(person)).qs
        assert [row[0] for row in rows] == [one.reference for one in listed]
        assert export.rows_total == len(rows)


def test_filters_and_order_are_those_of_the_list(cast):
    fill(cast, 3)
    head, *rows = rows_of(made(cast.lee, "initiatives", "q=Number&ordering=-title"))
    assert [row[1] for row in rows] == ["Number 2", "Number 1", "Number 0"]
    row = dict(zip(head, rows[0], strict=True))
    assert row["Entity"] == "Hospital"
    assert row["Principles"] == "1, 2, 3"
    assert (row["Accountable owner"], row["Open shortfalls"]) == ("Alice", "1")


@pytest.mark.parametrize("kind", ["list_csv", "list_xlsx"])
@pytest.mark.parametrize("title", HOSTILE)
def test_nothing_in_a_file_would_run(cast, kind, title):
    make_promise(cast.lee, cast.alice, title=title, initiative=cast.initiative)
    (row,) = rows_of(made(cast.lee, "commitments", kind=kind))[1:]
    kept = title.strip()
    assert row[1] == (f"'{kept}" if kept[0] in "=+-@" else kept)


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("list_name", "queries"), QUERIES.items())
def test_a_table_takes_as_many_queries_for_three_rows_as_for_one(cast, list_name, queries, many):
    fill(cast, many)
    lee = User.objects.get(pk=cast.lee.pk)
    with CaptureQueriesContext(connection) as captured:
        table = found(lee, {"list": list_name}).read.lay_out()
        assert sum(len(part) for part in table.parts) == table.total >= many
    assert len(captured) == queries


def test_rows_are_read_part_by_part(cast, monkeypatch):
    fill(cast, 3)
    monkeypatch.setattr(keys, "PART", 2)
    table = found(cast.lee, {"list": "initiatives"}).read.lay_out()
    assert (table.total, [len(part) for part in table.parts]) == (4, [2, 2])


def test_what_is_gone_meanwhile_is_left_out(cast):
    table = found(cast.lee, {"list": "people"}).read.lay_out()
    deactivate_person(actor=cast.root, user=cast.nobody, reason="Left.")
    assert sum(len(part) for part in table.parts) == table.total - 1


def test_a_sheet_that_is_full_goes_on_in_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr("initiatives.exports.writing.LARGEST_SHEET", 3)
    file = tmp_path / "x.xlsx"
    parts = [[(1, date(2026, 1, 2)), (2, None)], [(3, "x"), (4, ""), (5, True)]]
    assert list(write_xlsx(file, "Log", ("Number", "Day"), parts)) == [2, 3]
    book = load_workbook(file)
    assert book.sheetnames == ["Log", "Log 2", "Log 3"]
    found = [row[0].value for sheet in book.worksheets for row in sheet.iter_rows()]
    assert found == ["Number", 1, 2, "Number", 3, 4, "Number", 5]
    assert book["Log"]["B2"].is_date


def test_an_empty_table_is_its_head(tmp_path):
    file = tmp_path / "x.csv"
    assert list(write_csv(file, "Log", ("Number",), [])) == []
    assert list(csv.reader(io.StringIO(file.read_text()))) == [["Number"]]
