"""A period that is over shows the matrix of its last night that was kept."""

from datetime import UTC, datetime

import pytest

from initiatives.base import clock
from initiatives.status.pack import read_period
from tests.factories import Cast, make_entity, make_promise
from tests.initiatives.status.nights import night
from tests.initiatives.status.pack.packs import pack_of, section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_work")]


def last_month():
    """The month before the present one."""
    count = clock.today().year * 12 + clock.today().month - 2
    month = f"{count // 12}-{count % 12 + 1:02}"
    return read_period(month, month)


def in_last_month():
    """A noon of it."""
    day = last_month().start
    return clock.at(datetime(day.year, day.month, 15, 20, tzinfo=UTC))


def grid(pack):
    part = section(pack, "Principles by entity")
    return part.sentences[0], part.blocks[0]


def test_the_night_stands_and_not_what_came_later(cast: Cast):
    with in_last_month():
        night()
    make_promise(cast.lee, cast.alice, -40, initiative=cast.initiative)
    make_entity("Later", cast.system)
    pack = pack_of(cast.erin, cast.system, last_month())
    said, table = grid(pack)
    assert said.startswith("As the night of 15 ")
    assert pack.sections[0].sentences[0].startswith("15 ")
    assert table.rows[0][1].state == "on_track"
    assert [column.name for column in table.columns][2:] == ["Clinic", "Hospital"]
    said, table = grid(pack_of(cast.erin, cast.system))
    assert said.startswith("As it stands now")
    assert table.rows[0][1].state == "off_track"


def test_without_a_night_it_is_the_present_and_says_so(cast: Cast):
    said, _ = grid(pack_of(cast.erin, cast.system, last_month()))
    assert "since no night of the period was kept" in said
