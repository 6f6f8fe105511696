from datetime import UTC, date, datetime
from threading import Thread

import pytest

from initiatives.base import clock

NEW_YEAR = datetime(2027, 1, 1, 3, 0, tzinfo=UTC)


def test_the_clock_stands_where_it_is_set_and_goes_on_after():
    with clock.at(NEW_YEAR):
        assert clock.now() == NEW_YEAR
    assert clock.now() != NEW_YEAR


def test_a_day_depends_on_where_one_is():
    with clock.at(NEW_YEAR):
        assert clock.today("America/Los_Angeles") == date(2026, 12, 31)
        assert clock.today("Asia/Tokyo") == date(2027, 1, 1)


def test_settings_nest():
    with clock.at(NEW_YEAR):
        with clock.at(datetime(2030, 1, 1, tzinfo=UTC)):
            assert clock.now().year == 2030
        assert clock.now() == NEW_YEAR


def test_all_threads_of_the_process_see_the_set_clock():
    seen = []
    with clock.at(NEW_YEAR):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen == [NEW_YEAR]


def test_an_imagined_instant_is_seen_by_its_own_thread_alone():
    seen = []
    with clock.at(NEW_YEAR), clock.imagined(datetime(2030, 1, 1, tzinfo=UTC)):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
        assert clock.now().year == 2030
    assert seen == [NEW_YEAR]
    assert clock.now().year != 2030


@pytest.mark.parametrize("setting", [clock.at, clock.imagined])
def test_an_instant_without_a_zone_is_refused(setting):
    with pytest.raises(ValueError, match="time zone"), setting(datetime(2027, 1, 1)):  # noqa: DTZ001
        pass
