"""The records behind the evidence, and the evidence as a file."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from initiatives.base import clock
from initiatives.base.sheets.writing import csv_of
from initiatives.framework.models import OutsideFramework
from initiatives.framework.services import approve_definition, attest
from initiatives.portfolio.services import assess
from initiatives.status.evidence import COLUMNS, Scope, backing, counts, evidence, exported
from tests.factories import make_initiative, make_promise, make_shortfall
from tests.initiatives.community.voices import answered, hear
from tests.initiatives.framework.crossing import crossed, load_shipped
from tests.initiatives.measures.making import make_measure, make_stratification

pytestmark = pytest.mark.django_db
HOSTILE = '=HYPERLINK("http://x")<script>'


def rows_in(viewer, outside, scope=None):
    """The export as a spreadsheet program would read it: a mapping a row."""
    found = evidence(viewer, outside.pk, scope or Scope())
    return list(csv.DictReader(StringIO(csv_of(COLUMNS, exported(viewer, found)))))


def kinds(rows, code="1"):
    return [row["kind"] for row in rows if row["requirement"] == code]


def fill(cast):
    first = cast.principles[0]
    make_measure(cast, stratifications=[make_stratification()])
    shortfall = make_shortfall(cast.lee, cast.hospital, first, HOSTILE, owner=cast.alice)
    make_promise(cast.lee, cast.alice, shortfall=shortfall)
    alignment = cast.initiative.alignments.get(principle=first)
    for day, rating in ((1, "not_met"), (20, "partly")):
        with clock.at(datetime(2026, 1, day, 20, tzinfo=UTC)):
            assess(
                actor=cast.lee,
                alignment=alignment,
                checkpoint="charter",
                rating=rating,
                evidence="Minutes.",
                evidence_url="https://example.org/minutes",
            )


def test_each_requirement_has_a_row_for_each_record_behind_it(cast):
    outside = crossed(cast.framework)
    fill(cast)
    attest(actor=cast.lee, requirement=outside.requirements.get(code="1"), text="We have a lead.")
    rows = rows_in(cast.lee, outside)
    assert kinds(rows) == [
        *("attestation", "initiative", "assessment", "stratified measure", "shortfall"),
        *("initiative", "stratified measure"),
    ]
    assert kinds(rows, "1a") == ["nothing recorded"]
    assessed = next(row for row in rows if row["kind"] == "assessment")
    assert (assessed["state"], assessed["day"], assessed["owner"]) == (
        "Partly",
        "2026-01-20",
        "Lee",
    )
    assert (assessed["detail"], assessed["address"]) == ("Minutes.", "https://example.org/minutes")
    found = next(row for row in rows if row["kind"] == "shortfall")
    assert found["detail"] == "Commitments: 1 open, 0 fulfilled"
    assert found["title"].startswith("'=HYPERLINK")
    assert {row["wording_verified_on"] for row in rows} == {"not verified"}
    assert {row["link_reviewed_by"] for row in rows if row["principle"]} == {"not reviewed"}


def test_a_period_narrows_assessments_and_shortfalls_and_a_place_narrows_all(cast):
    outside = crossed(cast.framework)
    fill(cast)
    early = Scope(until=date(2026, 1, 10))
    rated = counts(cast.lee, [cast.principles[0].pk], early)[cast.principles[0].pk]
    assert (rated.ratings, rated.open_shortfalls, rated.measures) == ([("Not met", 1)], 0, 1)
    assert "shortfall" not in kinds(rows_in(cast.lee, outside, early))
    elsewhere = Scope(entity=cast.clinic)
    assert kinds(rows_in(cast.lee, outside, elsewhere)) == ["nothing recorded"] * 2


def test_the_counts_are_the_lengths_of_the_lists_for_everyone(cast):
    fill(cast)
    make_initiative(cast.lee, cast.clinic, principles=cast.principles)
    wanted = [one.pk for one in cast.principles]
    scopes = (Scope(), Scope(cast.hospital), Scope(cast.system, since=date(2026, 1, 10)))
    for name in ("lee", "alice", "bob", "charlie", "erin", "ada", "nobody"):
        viewer = getattr(cast, name)
        for scope in scopes:
            counted, listed = counts(viewer, wanted, scope), backing(viewer, wanted, scope)
            for pk in wanted:
                one, records = counted[pk], listed[pk]
                states = [shortfall.state for shortfall in records.shortfalls]
                assert (one.initiatives, one.measures) == (
                    len(records.alignments),
                    len(records.measures),
                )
                assert (one.open_shortfalls, one.closed_shortfalls) == (
                    states.count("open"),
                    states.count("closed"),
                )
                assert one.assessed == sum(latest is not None for _, latest in records.alignments)
                assert one.commitments_open == sum(
                    shortfall.commitments_open for shortfall in records.shortfalls
                )


def test_a_stranger_gets_nothing_of_others_work(cast):
    outside = crossed(cast.framework)
    fill(cast)
    assert {row["kind"] for row in rows_in(cast.nobody, outside)} == {"nothing recorded"}


def test_definitions_and_answers_back_the_principles_that_ask_for_them(cast):
    load_shipped()
    approve_definition(actor=cast.lee, term="bias", text="A leaning.", source="A book")
    answered(cast, hear(entity=cast.hospital)[1], entity=cast.hospital)
    aha = OutsideFramework.objects.get(key="aha-equity-roadmap")
    rows = rows_in(cast.lee, aha)
    assert {row["requirement"] for row in rows if row["kind"] == "definition"} == {"2"}
    told = [row for row in rows if row["kind"] == "answers to the community"]
    assert {row["requirement"] for row in told} == {"5"}
    assert {row["detail"] for row in told} == {"Too few spoke to say."}
    none = evidence(cast.lee, aha.pk, Scope(entity=cast.clinic))
    assert none.answered == ()


@pytest.mark.parametrize("many", [1, 3])
def test_one_record_and_three_take_the_same_queries(cast, many):
    outside = crossed(cast.framework)
    for number in range(many):
        made = make_initiative(cast.lee, cast.hospital, principles=cast.principles)
        make_measure(cast, stratifications=[make_stratification(f"by{number}")])
        make_shortfall(cast.lee, cast.hospital, cast.principles[0], initiative=made)
    viewer = type(cast.lee).objects.get(pk=cast.lee.pk)
    with CaptureQueriesContext(connection) as asked:
        list(exported(viewer, evidence(viewer, outside.pk, Scope())))
    assert len(asked) == 14


@given(st.dates(), st.none() | st.dates(), st.none() | st.dates())
def test_a_day_is_in_a_period_where_neither_end_excludes_it(day, since, until):
    inside = (since is None or day >= since) and (until is None or day <= until)
    assert Scope(since=since, until=until).holds(day) is inside


def test_a_scope_says_in_words_where_and_when(cast):
    assert str(Scope()) == "Everything in sight"
    today = clock.today("UTC")
    said = str(Scope(cast.clinic, today - timedelta(days=1), today))
    assert said.startswith("Clinic, from ")
    assert today.isoformat() in said
