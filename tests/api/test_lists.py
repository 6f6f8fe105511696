"""Lists: filters, order, pages, and what they cost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.urls import router
from initiatives.accountability.rules.steps import Step
from initiatives.accountability.services import Terms, keep_policy, sweep
from initiatives.base import clock
from initiatives.exports.services import ask_for_export
from initiatives.framework.services import approve_definition, attest
from initiatives.jobs.queries import every_run
from initiatives.measures.services import preview_observations
from initiatives.people.services import ask_cover, create_service, save_view, say_group_role
from initiatives.portfolio.services import assess, preview_register, score_review
from initiatives.switches.queries import every_switch
from initiatives.webhooks.services import create_webhook, send_test
from initiatives.workforce.services import add_family
from tests.api.conformance import schema
from tests.api.problems import is_problem
from tests.api.world import REGISTER
from tests.factories import (
    make_entity,
    make_framework,
    make_initiative,
    make_promise,
    make_shortfall,
    make_user,
    rolled_back,
    seat,
)
from tests.initiatives.community.voices import answered, hear
from tests.initiatives.framework.crossing import crossed
from tests.initiatives.measures.making import make_measure, make_signal, make_stratification
from tests.initiatives.portfolio.testing import make_cycle, make_idea, make_review
from tests.initiatives.status.deciding import rule
from tests.initiatives.workforce.making import make_benchmark, make_count

pytestmark = pytest.mark.django_db
ORDERS = {
    "initiatives": ("title", "target_on", "stage", "active_at", "reference"),
    "commitments": ("due_on", "title", "owner", "updated_at"),
    "shortfalls": ("found_on", "severity", "state", "title"),
    "reviews": ("month", "held_on", "proposed"),
    "decisions": ("created_at", "review_on"),
    "reminders": ("created_at", "due_on"),
}


def fill(cast, many):
    """Rows with equal values, with missing ones, and in every list."""
    for number in range(many):
        target = date(2027, 1, 1 + number // 2) if number % 3 else None
        initiative = make_initiative(
            cast.lee,
            cast.hospital,
            f"Same {number // 4}",
            principles=cast.principles,
            target_on=target,
            owner=cast.alice if number % 2 else None,
        )
        owner = (cast.alice, cast.bob, cast.sam)[number % 3]
        make_promise(cast.lee, owner, number // 2 - 1, f"Same {number // 4}", initiative=initiative)
        make_review(cast, number % 2, initiative=initiative, actor=cast.lee)
        shortfall = make_shortfall(
            cast.lee,
            cast.hospital,
            cast.principles[number % 2],
            f"Same {number // 4}",
            severity=("low", "severe")[number % 2],
            found_on=date(2026, 1, 1) if number % 3 else None,
        )
        rule(cast, shortfall, ("accept_risk", "unblock")[number % 2])


@pytest.mark.parametrize("name", ORDERS)
def test_walking_all_pages_meets_each_row_once_in_order(cast, call, name):
    fill(cast, 7)
    sweep()
    lee = call(cast.lee)
    for order in (reverse + word for word in ORDERS[name] for reverse in ("", "-")):
        whole = lee.get(f"{name}/?page_size=200&ordering={order}").json()
        walked = lee.walk(f"{name}/?page_size=2&ordering={order}")
        assert [row["id"] for row in walked] == [row["id"] for row in whole["results"]], order
        assert (whole["next"], whole["previous"]) == (None, None)
        assert len(walked) >= 7


@given(
    targets=st.lists(
        st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 4)), min_size=1, max_size=9
    ),
    size=st.integers(1, 4),
    ordering=st.sampled_from(["target_on", "-target_on", "stage", "-title", "stage,-target_on"]),
)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_pages_forth_and_back_agree_whatever_is_missing(call, targets, size, ordering):
    with rolled_back():
        system = make_entity()
        lee = seat(make_user(), "equity_lead", system)
        for target in targets:
            make_initiative(lee, system, target_on=target)
        caller = call(lee)
        path = f"initiatives/?page_size={size}&ordering={ordering}"
        pages = [caller.get(path).json()]
        while pages[-1]["next"]:
            pages.append(caller.get(pages[-1]["next"]).json())
        forth = [row["id"] for page in pages for row in page["results"]]
        assert len(forth) == len(set(forth)) == len(targets)
        back = [pages[-1]]
        while back[0]["previous"]:
            back.insert(0, caller.get(back[0]["previous"]).json())
        assert [row["id"] for page in back for row in page["results"]] == forth


def test_rows_that_come_and_go_move_no_page(cast, call):
    made = [make_initiative(cast.lee, cast.clinic, f"Initiative {name}") for name in "bdfh"]
    lee = call(cast.lee)
    first = lee.get("initiatives/?page_size=3&ordering=title").json()
    assert first["results"][-1]["id"] == made[1].pk
    make_initiative(cast.lee, cast.clinic, "Initiative a")
    make_initiative(cast.lee, cast.clinic, "Initiative e")
    second = lee.get(first["next"]).json()
    assert [row["title"][-1] for row in second["results"]] == ["e", "f", "h"]


@pytest.mark.parametrize("change", [lambda text: text[:-1], lambda text: "x" + text, str.swapcase])
def test_a_cursor_that_was_not_given_is_refused(cast, call, change):
    make_initiative(cast.lee, cast.clinic)
    lee = call(cast.lee)
    cursor = lee.get("initiatives/?page_size=1").json()["next"].partition("cursor=")[2]
    assert lee.get(f"initiatives/?cursor={cursor}").status_code == 200
    for query in (f"cursor={change(cursor)}", f"cursor={cursor}&ordering=stage"):
        refused = is_problem(lee.get(f"initiatives/?{query}"), 400)
        assert "without a cursor" in refused["errors"]["cursor"]


@pytest.mark.parametrize("name", [prefix for prefix, _, _ in router.registry if prefix != "status"])
def test_a_list_filters_by_what_the_schema_says_and_by_nothing_else(cast, call, name):
    taken = schema()["paths"][f"/api/v1/{name}/"]["get"]["parameters"]
    described = [item for item in taken if item["in"] == "query"]
    lee = call(cast.lee)
    refused = is_problem(lee.get(f"{name}/?colour=red"), 400)
    named = refused["errors"]["colour"].partition("there are ")[2].rstrip(".").split(", ")
    assert set(named) == {item["name"] for item in described}
    for item in described:
        shape = item["schema"].get("items", item["schema"])
        for value in shape.get("enum", ()):
            assert lee.get(f"{name}/?{item['name']}={value}").status_code == 200


def test_filters_are_those_of_the_pages(cast, call):
    other = make_initiative(cast.lee, cast.clinic, "Letters", owner=cast.bob)
    lee = call(cast.lee)
    for query, expected in (
        (f"entity={cast.clinic.pk}", [other.pk]),
        (f"entity={cast.system.pk}", [cast.initiative.pk, other.pk]),
        (f"principle={cast.principles[0].pk}", [cast.initiative.pk]),
        ("stage=proposed&stage=testing", [cast.initiative.pk, other.pk]),
        (f"owner={cast.bob.pk}", [other.pk]),
        ("q=letter", [other.pk]),
        (f"q=QI-{other.pk}", [other.pk]),
        ("unowned=true", []),
    ):
        assert [row["id"] for row in lee.walk(f"initiatives/?{query}")] == expected, query


def test_people_are_found_by_name_post_or_address(cast, call):
    lee = call(cast.lee)
    for text in ("alic", "ALICE@example"):
        assert [row["id"] for row in lee.walk(f"people/?q={text}")] == [cast.alice.pk]


def test_alignments_and_assessments_are_found_by_what_they_are_about(cast, call):
    first, second = cast.initiative.alignments.order_by("principle__number")
    about = {"checkpoint": "charter", "rating": "met", "evidence": "Seen."}
    made = assess(actor=cast.lee, alignment=second, **about)
    lee = call(cast.lee)
    rows = lee.walk(f"alignments/?initiative={cast.initiative.pk}")
    assert [row["id"] for row in rows] == [first.pk, second.pk]
    assert lee.walk(f"alignments/?principle={cast.principles[2].pk}") == []
    for query in (f"alignment={second.pk}", f"principle={cast.principles[1].pk}", "rating=met"):
        assert [row["id"] for row in lee.walk(f"assessments/?{query}")] == [made.pk]
    assert lee.walk(f"assessments/?alignment={first.pk}") == []


def add_to_every_list(cast, many):
    """So many more rows in every collection, with all that their rows show."""
    fill(cast, many)
    for number in range(many):
        make_framework()
        make_user()
        about = {"name": f"Service {number}", "purpose": "Reads.", "answered_by": cast.lee}
        create_service(actor=cast.root, **about)
        below = make_entity(parent=cast.hospital)
        keep_policy(actor=cast.root, entity=below, kind="", terms=Terms([Step("owner", 0)]))
        day = clock.today("UTC") + timedelta(days=30 * (number + 1))
        ask_cover(actor=cast.root, person=cast.root, stand_in=cast.lee, starts=day, ends=day)
        save_view(actor=cast.root, list_name="initiatives", name=f"View {number}", query="")
        said = {"provider": "hospital", "group": f"g{number}", "role": "auditor"}
        say_group_role(actor=cast.root, entity=cast.hospital, **said)
        listed = {"list": "initiatives", "query": f"q={number}"}
        ask_for_export(actor=cast.root, kind="list_csv", parameters=listed)
        values = {"address": f"https://8.8.8.8/{number}", "types": ["commitment.made"]}
        webhook, _ = create_webhook(actor=cast.root, name="Engine", **values)
        send_test(actor=cast.root, webhook=webhook)
        origin = make_stratification(f"origin{number}")
        measure = make_measure(cast, name=f"Measure {number}", stratifications=[origin])
        make_signal(measure, stratification=origin, stratum=origin.strata.first())
        content = b"period,events,n\n2026-01,9,90\n"
        preview_observations(actor=cast.root, measure=measure, content=content, file_name="a.csv")
        preview_register(actor=cast.root, content=REGISTER, file_name="register.csv")
        answered(cast, hear(entity=cast.hospital)[1])
        make_cycle(cast, make_idea(cast))
        outside = crossed(cast.framework, key=f"accreditor-{number}")
        attest(actor=cast.lee, requirement=outside.requirements.first(), text="We do.")
        score = {"side": "team", "score": 1.5, "because": "So."}
        score_review(actor=cast.bob, review=make_review(cast, number + 1), **score)
        add_family(actor=cast.lee, name=f"Family {number}")
        make_count(cast, origin)
        make_benchmark(cast, origin)
        approve_definition(
            actor=cast.lee,
            term=f"Term {number}",
            text="Text.",
            source="A book",
            source_url="",
            approver="Office",
            approved_on=date(2026, 1, 1),
        )
    every_switch()
    every_run()
    for alignment in cast.initiative.alignments.model.objects.all():
        about = {"checkpoint": "charter", "rating": "met", "evidence": "Seen."}
        assess(actor=cast.lee, alignment=alignment, **about)
    sweep()


# Token and person are read first, one query together; then seats, rows, and what rows show.
QUERIES = {
    "frameworks": 2,
    "principles": 3,
    "definitions": 2,
    "outside-frameworks": 2,
    "crosswalk-links": 2,
    "attestations": 2,
    "entities": 2,
    "people": 2,
    "services": 2,
    "group-roles": 2,
    "initiatives": 2,
    "alignments": 2,
    "assessments": 4,
    "commitments": 2,
    "reminders": 2,
    "deliveries": 3,
    "covers": 3,
    "policies": 3,
    "shortfalls": 2,
    "feedback": 3,
    "report-backs": 3,
    "history": 2,
    "imports": 2,
    "observation-imports": 2,
    "measures": 3,
    "saved-views": 2,
    "decisions": 2,
    "exports": 2,
    "jobs": 3,
    "switches": 3,
    "webhooks": 2,
    "webhook-deliveries": 3,
    "signals": 2,
    "drivers": 3,
    "pdsa-cycles": 4,
    "reviews": 3,
    "stratifications": 3,
    "job-families": 2,
    "workforce-counts": 2,
    "workforce-benchmarks": 2,
}


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_takes_the_same_queries_however_long(cast, call, many):
    add_to_every_list(cast, many)
    root = call(cast.root)
    root.get("me/")
    counted = {}
    for name in QUERIES:
        with CaptureQueriesContext(connection) as asked:
            rows = root.get(f"{name}/").json()["results"]
        counted[name] = len(asked)
        assert len(rows) >= many, name
    assert counted == QUERIES


def test_every_list_has_its_queries_counted():
    assert set(QUERIES) == {prefix for prefix, _, _ in router.registry} - {"status"}


@pytest.mark.parametrize("many", [1, 3])
def test_the_matrix_takes_the_same_queries_however_full(cast, call, many):
    add_to_every_list(cast, many)
    for _ in range(many):
        make_entity(parent=cast.system)
    root = call(cast.root)
    root.get("me/")
    with CaptureQueriesContext(connection) as asked:
        matrix = root.get(f"status/?entity={cast.system.pk}").json()
    assert len(matrix["columns"]) == 3 + many
    assert len(asked) == 11, "\n".join(query["sql"] for query in asked)
