"""Loading the demonstration: where it stays out, and at any hour."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from initiatives.accountability.services import preview
from initiatives.base import clock
from initiatives.demo.loading import PRINCIPLES
from initiatives.framework.models import Framework
from initiatives.people.models import User
from tests.factories import make_entity, make_framework

pytestmark = pytest.mark.django_db
TOLD = {"laboratory.director@demo.example", "member@demo.example"}


def test_it_stays_out_of_a_real_system():
    make_entity("Real")
    with pytest.raises(CommandError, match="real entries"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_it_is_refused_where_the_demonstration_is_off(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="off"):
        call_command("load_demo")


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
    assert owed >= TOLD
    assert len(owed) <= 5  # at the end of a weekend what came due in it waits
