from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from initiatives.accountability.models import Commitment, Delivery
from initiatives.accountability.services import preview, sweep
from initiatives.base import clock
from initiatives.demo.loading import PRINCIPLES
from initiatives.framework.models import Framework
from initiatives.history.models import Event
from initiatives.people.models import Entity, User
from initiatives.portfolio.models import Citation, Initiative
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.queries import shortfalls
from initiatives.shortfalls.rules import may_confirm, missing_to_close
from initiatives.status.queries import decisions, matrix
from initiatives.status.rules import State
from tests.factories import make_entity, make_framework

pytestmark = pytest.mark.django_db
TOLD = ["laboratory.director@demo.example", "member@demo.example"]
REGISTER = Path(__file__).parents[2] / "data" / "equity_register.csv"


@pytest.fixture
def demo():
    call_command("load_demo", stdout=StringIO())


def test_it_is_as_large_as_it_says(demo):
    six = ["admin", "auditor", "executive", "lead", "member", "owner"]
    addresses = set(User.objects.values_list("email", flat=True))
    assert {f"{name}@demo.example" for name in six} <= addresses
    assert not User.objects.exclude(password__startswith="!").exists()
    assert Initiative.objects.count() == 14
    assert 38 <= Commitment.objects.count() <= 48
    assert Shortfall.objects.count() == 13
    states = set(Shortfall.objects.values_list("state", flat=True))
    assert states == {"open", "closed", "proposed", "dismissed"}
    assert Shortfall.objects.filter(times_reopened=1).exists()


def test_a_second_time_changes_nothing(demo):
    before = Event.objects.count(), Entity.objects.count()
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert "nothing changed" in said.getvalue()
    assert (Event.objects.count(), Entity.objects.count()) == before


def test_it_stays_out_of_a_real_system():
    make_entity("Real")
    with pytest.raises(CommandError, match="real entries"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_it_is_refused_where_the_demonstration_is_off(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="off"):
        call_command("load_demo")


def test_history_runs_forward(demo):
    times = list(Event.objects.order_by("pk").values_list("at", flat=True))
    assert times == sorted(times)


def test_nobody_is_flooded_on_the_first_day(at_work, demo):
    assert Delivery.objects.filter(state="sent").exists()
    sweep()
    assert sorted(message.to[0] for message in mail.outbox) == TOLD


def test_the_register_brought_in_again_adds_nothing(demo):
    said = StringIO()
    call_command("import_register", str(REGISTER), stdout=said)
    assert Initiative.objects.count() == 14
    assert "9 accepted, 3 accepted with a question, 2 refused" in said.getvalue()
    assert said.getvalue().count("in the tracker already") == 12


def test_what_is_invented_says_so_and_what_the_register_says_stands(demo):
    invented = "Invented for the demonstration."
    assert not Commitment.objects.exclude(detail=invented).exists()
    logged = Shortfall.objects.exclude(found_by="missed_commitment")
    assert not logged.exclude(detail=invented).exists()
    for one in Initiative.objects.exclude(problem=""):
        assert "invented for the demonstration" in one.notes
    tool = Initiative.objects.get(title="Bias Reporting Tool")
    assert tool.notes.startswith("Annual community reports")


def test_the_row_that_the_register_refuses_has_no_owner_and_no_tenth_principle(demo):
    community = Initiative.objects.get(title="Community report-back on bias findings")
    assert (community.stage, community.owner) == ("proposed", None)
    assert [one.number for one in community.principles.all()] == [8]
    readmissions = Initiative.objects.get(title__startswith="30-day")
    assert readmissions.target_on is None


def test_an_older_definition_is_still_cited_beside_the_newer(demo):
    cited = Citation.objects.filter(definition__term="bias")
    by_number = {
        number: set(
            cited.filter(definition__number=number).values_list("initiative__title", flat=True)
        )
        for number in (1, 2)
    }
    assert by_number[2] == {"Bias Reporting Tool"}
    assert len(by_number[1]) == 13


def test_the_status_shows_every_state(demo):
    viewer = User.objects.get(email="executive@demo.example")
    states = {cell.state for row in matrix(viewer).rows for cell in row.cells}
    assert states == set(State.values)
    assert len(decisions(viewer)) == 3


@pytest.mark.parametrize("name", ["lead", "auditor"])
def test_a_closure_waits_to_be_confirmed(demo, name):
    viewer = User.objects.get(email=f"{name}@demo.example")
    ready = [
        one
        for one in shortfalls(viewer).filter(state="open")
        if may_confirm(viewer, one) and not missing_to_close(one)
    ]
    assert ready


def test_it_stays_out_where_other_principles_are_in_force():
    make_framework()
    with pytest.raises(CommandError, match="real entries"):
        call_command("load_demo")


def test_its_own_principles_may_be_loaded_before():
    call_command("load_framework", str(PRINCIPLES), stdout=StringIO())
    call_command("load_demo", stdout=StringIO())
    assert Framework.objects.count() == 1


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2027, 2, 27, 20, tzinfo=UTC),  # a Saturday
        datetime(2026, 11, 2, 7, 45, tzinfo=UTC),  # late on the day on which summer time ended
        datetime(2027, 1, 1, 1, tzinfo=UTC),  # another year in UTC than in Seattle
    ],
)
def test_it_can_be_loaded_at_any_hour(instant):
    with clock.at(instant):
        call_command("load_demo", stdout=StringIO())
        owed = {item.recipient.email for item in preview(clock.now())}
    assert owed >= set(TOLD)
    assert len(owed) <= 5  # at the end of a weekend what came due in it waits


def test_it_is_dated_around_today(demo):
    today = clock.today()
    dates = Commitment.objects.filter(state="open").values_list("due_on", flat=True)
    assert any(day < today for day in dates)
    assert any(day > today for day in dates)
