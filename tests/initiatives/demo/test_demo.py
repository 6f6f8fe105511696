from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command

from initiatives.accountability.models import Commitment, Delivery
from initiatives.accountability.services import sweep
from initiatives.base import clock
from initiatives.framework.models import Attestation, CrosswalkLink, OutsideFramework
from initiatives.history.models import Event
from initiatives.people.models import Entity, User
from initiatives.portfolio.models import Citation, Initiative
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.queries import shortfalls
from initiatives.shortfalls.rules import may_confirm, missing_to_close
from initiatives.status.choices import State
from initiatives.status.queries import decisions, matrix
from tests.factories import rolled_back

pytestmark = pytest.mark.django_db
TOLD = ["laboratory.director@demo.example", "member@demo.example"]
BY_ITSELF = ("data", "signal", "feedback", "review")  # what nobody promised by hand
PROPOSED = ("missed_commitment", "measure", "assessment")
REGISTER = Path(__file__).parents[2] / "data" / "equity_register.csv"


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker, working_hour):
    """The demonstration once for all of these; what a test writes is undone."""
    with django_db_blocker.unblock(), rolled_back(), clock.at(working_hour):
        call_command("load_demo", stdout=StringIO())
        yield


def by_hand():
    """What its people promised each other."""
    asked = {"progress_due": None, "help_of_review": None}
    return Commitment.objects.exclude(kind__in=BY_ITSELF).filter(**asked)


def test_it_is_as_large_as_it_says():
    six = ["admin", "auditor", "executive", "lead", "member", "owner"]
    addresses = set(User.objects.values_list("email", flat=True))
    assert {f"{name}@demo.example" for name in six} <= addresses
    assert not User.objects.exclude(password__startswith="!").exists()
    assert Initiative.objects.count() == 14
    assert 38 <= by_hand().count() <= 48
    assert Commitment.objects.filter(kind="feedback").count() == 8
    assert Shortfall.objects.exclude(found_by="assessment").count() == 16
    states = set(Shortfall.objects.values_list("state", flat=True))
    assert states == {"open", "closed", "proposed", "dismissed", "merged"}
    assert Shortfall.objects.filter(times_reopened=1).exists()
    assert Shortfall.objects.filter(confidential=True).exists()


def test_the_crosswalk_is_loaded_reviewed_in_part_and_what_is_attested_is_invented():
    assert OutsideFramework.objects.filter(in_force=True).count() == 12
    reviewed = CrosswalkLink.objects.exclude(reviewer="")
    assert 0 < reviewed.count() < CrosswalkLink.objects.count()
    assert all("Invented for the demonstration." in one.text for one in Attestation.objects.all())
    assert Attestation.objects.filter(number=2).exists()


def test_a_second_time_changes_nothing():
    before = Event.objects.count(), Entity.objects.count()
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert "nothing changed" in said.getvalue()
    assert (Event.objects.count(), Entity.objects.count()) == before


def test_history_runs_forward():
    times = list(Event.objects.order_by("pk").values_list("at", flat=True))
    assert times == sorted(times)


def test_nobody_is_flooded_on_the_first_day():
    assert Delivery.objects.filter(state="sent").exists()
    sweep()
    assert sorted(message.to[0] for message in mail.outbox) == TOLD


def test_the_register_brought_in_again_adds_nothing():
    said = StringIO()
    call_command("import_register", str(REGISTER), stdout=said)
    assert Initiative.objects.count() == 14
    assert "9 accepted, 3 accepted with a question, 2 refused" in said.getvalue()
    assert said.getvalue().count("in the tracker already") == 12


def test_what_is_invented_says_so_and_what_the_register_says_stands():
    invented = "Invented for the demonstration."
    assert not by_hand().exclude(detail__endswith=invented).exists()
    logged = Shortfall.objects.exclude(found_by__in=PROPOSED)
    assert not logged.exclude(detail=invented).exists()
    for one in Initiative.objects.exclude(problem=""):
        assert "invented for the demonstration" in one.notes
    tool = Initiative.objects.get(title="Bias Reporting Tool")
    assert tool.notes.startswith("Annual community reports")


def test_the_row_that_the_register_refuses_has_no_owner_and_no_tenth_principle():
    community = Initiative.objects.get(title="Community report-back on bias findings")
    assert (community.stage, community.owner) == ("proposed", None)
    assert [one.number for one in community.principles.all()] == [8]
    readmissions = Initiative.objects.get(title__startswith="30-day")
    assert readmissions.target_on is None


def test_an_older_definition_is_still_cited_beside_the_newer():
    cited = Citation.objects.filter(definition__term="bias")
    by_number = {
        number: set(
            cited.filter(definition__number=number).values_list("initiative__title", flat=True)
        )
        for number in (1, 2)
    }
    assert by_number[2] == {"Bias Reporting Tool"}
    assert len(by_number[1]) == 13


def test_the_status_shows_every_state():
    viewer = User.objects.get(email="executive@demo.example")
    states = {cell.state for row in matrix(viewer).rows for cell in row.cells}
    assert states == set(State.values)
    assert len(decisions(viewer)) == 3


@pytest.mark.parametrize("name", ["lead", "auditor"])
def test_a_closure_waits_to_be_confirmed(name):
    viewer = User.objects.get(email=f"{name}@demo.example")
    ready = [
        one
        for one in shortfalls(viewer).filter(state="open")
        if may_confirm(viewer, one) and not missing_to_close(one)
    ]
    assert ready


def test_it_is_dated_around_today():
    today = clock.today()
    dates = Commitment.objects.filter(state="open").values_list("due_on", flat=True)
    assert any(day < today for day in dates)
    assert any(day > today for day in dates)


def test_what_was_handed_over_was_looked_at_and_is_looked_at_again(demo):
    ended = Initiative.objects.get(title__startswith="Equity training")
    assert (ended.stage, ended.handover.outcome, ended.handover.lasted) == (
        *("closed", "met"),
        "partly",
    )
    looks = ended.commitments.filter(title__startswith="See whether it lasted")
    assert sorted(looks.values_list("state", flat=True)) == ["fulfilled", "open"]


def test_one_is_on_hold_and_one_was_let_past_a_gate(demo):
    assert Initiative.objects.get(title__startswith="#123").on_hold_since is not None
    event = Event.objects.get(verb="overrode the gate of")
    assert event.actor.email == "executive@demo.example"
    assert event.after["missing"]


def test_an_assessment_that_found_something_short_proposed_a_shortfall(demo):
    found = Shortfall.objects.filter(found_by="assessment")
    assert found.exists()
    assert all(one.sources.filter(about_kind="assessment").exists() for one in found)
