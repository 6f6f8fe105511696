from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from initiatives.accountability.models import Commitment, Delivery
from initiatives.accountability.services import sweep
from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.people.models import Entity, User
from initiatives.portfolio.models import Initiative
from initiatives.shortfalls.models import Shortfall
from tests.factories import make_entity

pytestmark = pytest.mark.django_db
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
    assert Shortfall.objects.count() == 12
    states = set(Shortfall.objects.values_list("state", flat=True))
    assert states == {"open", "closed", "proposed"}
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


def test_nobody_is_flooded_on_the_first_day(demo):
    assert Delivery.objects.filter(state="sent").exists()
    sweep()
    assert sorted(message.to[0] for message in mail.outbox) == [
        "laboratory.director@demo.example",
        "member@demo.example",
    ]


def test_the_register_brought_in_again_adds_nothing(demo):
    said = StringIO()
    call_command("import_register", str(REGISTER), stdout=said)
    assert Initiative.objects.count() == 14
    assert "9 accepted, 3 accepted with a question, 2 refused" in said.getvalue()
    assert said.getvalue().count("in the tracker already") == 12


def test_it_is_dated_around_today(demo):
    today = clock.today()
    dates = Commitment.objects.filter(state="open").values_list("due_on", flat=True)
    assert any(day < today for day in dates)
    assert any(day > today for day in dates)
