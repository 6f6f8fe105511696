"""Sources, size and cause, merging, confidentiality, times and the file of the log, on pages."""

import csv
import io
from datetime import timedelta

import pytest

from initiatives.accountability.services import fulfil
from initiatives.base import clock
from initiatives.people.models import User
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import close_shortfall, describe_shortfall, merge_shortfall
from tests.factories import make_promise, make_shortfall

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast):
    """Two entries of the same initiative and principle, the second owned by alice."""
    about = (cast.lee, cast.hospital, cast.principles[0])
    return [
        make_shortfall(*about, title=title, initiative=cast.initiative, owner=owner)
        for title, owner in (("The later", None), ("The first", cast.alice))
    ]


@pytest.fixture
def lee(cast, browse):
    return browse(User.objects.get(pk=cast.lee.pk))


def page_of(shortfall, part=""):
    return f"/shortfalls/{shortfall.pk}/{part}"


def send(client, shortfall, part, **given):
    version = Shortfall.objects.get(pk=shortfall.pk).version
    return client.post(page_of(shortfall, part), {"version": version, **given})


def test_two_that_may_be_the_same_are_compared_and_merged_and_split(cast, lee, pair):
    later, first = pair
    assert f"/merge/?with={later.pk}" in lee.get(page_of(first)).content.decode()
    compared = lee.get(page_of(first, f"merge/?with={later.pk}"))
    assert compared.status_code == 200
    assert [one.pk for one, _ in compared.context["both"]] == [first.pk, later.pk]
    sent = send(lee, later, f"merge/?with={first.pk}", stays=first.pk)
    assert (sent.status_code, sent["Location"]) == (302, page_of(first))
    shown = lee.get(page_of(first))
    assert [source.shortfall_id for source in shown.context["sources"]] == [later.pk, first.pk]
    assert f'href="{page_of(first)}"' in lee.get(page_of(later)).content.decode()
    send(lee, later, "split/", reason="Another ward.")
    later.refresh_from_db()
    assert later.state == "open"


def test_the_one_of_the_page_may_go_on_too(lee, pair):
    later, first = pair
    send(lee, later, f"merge/?with={first.pk}", stays=later.pk)
    assert Shortfall.objects.get(merged_into=later) == first


@pytest.mark.parametrize("query", ["", "?with=", "?with=x", "?with=999999"])
def test_nothing_to_compare_with_is_not_found(lee, pair, query):
    assert lee.get(page_of(pair[0], f"merge/{query}")).status_code == 404


def test_size_and_cause_are_said_and_read(lee, pair):
    given = {
        "size_count": 40,
        "size_out_of": 100,
        "whys": "Nobody asked.\n\nThe form does not ask.",
        "cause_tools": "The form",
    }
    assert send(lee, pair[0], "describe/", **given).status_code == 302
    text = lee.get(page_of(pair[0])).content.decode()
    for words in ("40 of 100", "<li>The form does not ask.</li>", "Tools and materials"):
        assert words in text
    again = lee.get(page_of(pair[0], "describe/")).context["form"]
    assert again["whys"].value() == "Nobody asked.\nThe form does not ask."
    refused = send(lee, pair[0], "describe/", size_count=5, size_out_of=2)
    assert refused.status_code == 422
    assert "size_count" in refused.context["form"].errors


def test_small_counts_are_not_on_the_page_nor_in_the_file(cast, browse, pair):
    describe_shortfall(actor=cast.lee, shortfall=pair[0], size_count=7, size_out_of=93)
    erin = browse(cast.erin)
    for address in (page_of(pair[0]), "/shortfalls/log.csv", "/api/v1/shortfalls/"):
        text = erin.get(address).content.decode()
        assert "too small to show" in text
        assert "of 93" not in text


def test_a_source_is_added(cast, lee, pair):
    given = {"kind": "review", "found_on": clock.today().isoformat(), "note": "The audit."}
    assert send(lee, pair[0], "source/", **given).status_code == 302
    assert "The audit." in lee.get(page_of(pair[0])).content.decode()


def test_it_is_made_confidential_and_opened(cast, browse, lee, pair):
    erin = browse(cast.erin)
    assert send(lee, pair[0], "restrict/", reason="").status_code == 422
    send(lee, pair[0], "restrict/", reason="Known to few.", named=[cast.bob.pk])
    assert erin.get(page_of(pair[0])).status_code == 404
    assert "Known to few." in lee.get(page_of(pair[0])).content.decode()
    send(lee, pair[0], "open/", reason="It is known by now.")
    assert erin.get(page_of(pair[0])).status_code == 200


@pytest.mark.parametrize("part", ["merge/?with={}", "describe/", "restrict/", "open/"])
def test_who_only_reads_is_told_why_not(cast, browse, pair, part):
    address = page_of(pair[0], part.format(pair[1].pk))
    assert browse(cast.erin).get(address).status_code == 403


def test_the_day_to_see_again_is_asked_for_when_it_is_closed(cast, browse, lee, pair):
    promise = make_promise(cast.lee, cast.alice, shortfall=pair[1])
    fulfil(actor=cast.alice, commitment=promise, evidence="Done.")
    day = clock.today() + timedelta(days=60)
    given = {"confirmation": "Seen.", "check_again_on": day.isoformat()}
    assert send(browse(cast.ada), pair[1], "close/", **given).status_code == 302
    assert "To be seen again on" in lee.get(page_of(pair[1])).content.decode()


def test_the_file_has_what_accreditation_asks_for_and_runs_no_formula(cast, lee, pair):
    later, first = pair
    make_promise(cast.lee, cast.alice, -3, "=cmd()", shortfall=later)
    answer = make_promise(cast.lee, cast.alice, 9, "Train", shortfall=first)
    fulfil(actor=cast.alice, commitment=answer, evidence="Done.")
    merge_shortfall(actor=cast.lee, shortfall=later, into=first)
    make_shortfall(cast.lee, cast.clinic, cast.principles[1], title="=SUM(A1)")
    answer = lee.get(f"/shortfalls/log.csv?state=open&entity={cast.system.pk}&ordering=found_on")
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {row["what_fell_short"] for row in rows} == {"The first", "'=SUM(A1)"}
    row = next(row for row in rows if row["what_fell_short"] == "The first")
    assert "=cmd() (Alice, due" in row["action_plan"]
    assert "Train (Alice, due" in row["action_plan"]
    assert "Train" not in row["actions_overdue_or_withdrawn"]
    assert row["accountable_owner"] == "Alice"
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def test_the_file_takes_the_filters_of_the_list_and_the_same_queries(
    cast, lee, pair, count_queries
):
    make_promise(cast.lee, cast.alice, shortfall=pair[1])
    few = count_queries(lee, "/shortfalls/log.csv")
    for _ in range(3):
        made = make_shortfall(cast.lee, cast.hospital, cast.principles[0], owner=cast.alice)
        make_promise(cast.lee, cast.alice, shortfall=made)
    assert count_queries(lee, "/shortfalls/log.csv") == few
    assert lee.get("/shortfalls/log.csv?q=The+later").content.decode().count("SF-") == 1
    assert lee.get("/shortfalls/log.csv?owner=x").status_code == 302


def test_times_are_told_by_entity_and_principle(cast, lee, pair):
    promise = make_promise(cast.lee, cast.alice, shortfall=pair[1])
    with clock.at(clock.now() + timedelta(days=10)):
        fulfil(actor=cast.alice, commitment=promise, evidence="Done.")
        close_shortfall(actor=cast.ada, shortfall=pair[1], confirmation="Seen.")
    with clock.at(clock.now() + timedelta(days=45)):
        shown = lee.get("/shortfalls/times/")
        answer = lee.get("/api/v1/shortfalls/times/").json()
    everything = shown.context["all"]
    assert (everything.total, everything.open_by_age["31_to_90"]) == (2, 1)
    assert everything.waited["closed"].median == 10
    assert (everything.waited["owned"].count, everything.waited["promised"].median) == (1, 0)
    assert answer["by_entity"][0]["label"] == "Hospital"
    assert answer["by_principle"][0]["waited"]["closed"]["ninetieth"] == 10
    assert answer["all"]["total"] == 2


def test_nothing_to_count_is_said_so(cast, browse):
    assert "Nothing to count yet" in browse(cast.nobody).get("/shortfalls/times/").content.decode()
    assert browse(cast.nobody).get("/api/v1/shortfalls/times/").json()["all"]["total"] == 0
