"""PostgreSQL and Redis die while people read and write: nobody hears nonsense, nothing is lost."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from bench.crowd import Crowd
from bench.ledger import FOUND, compare
from bench.served import COLLECT, production
from bench.visitors import read
from bench.walker import faults
from qi_tracker.embedded.server import listens
from tests import schema
from tests.chaos.running import Running, running
from tests.waiting import until

pytestmark = pytest.mark.chaos
INITIATIVES, PEOPLE = 60, 8
THINK = 0.2  # seconds between two requests of a person
MORE = 4  # confirmed writes between two deaths


@pytest.fixture
def system(tmp_path: Path) -> Iterator[Running]:
    """As it is deployed, with two processes of the web server, and people to use it."""
    with running(tmp_path) as system:
        schema.fill(system.postgres.url, tmp_path)
        static = {"QI_STATIC_ROOT": str(tmp_path / "static")}
        done = system.start("bench.visitors", people_of(system), str(INITIATIVES), str(PEOPLE))
        assert done.wait() == 0, system.log()
        system.environment |= production(system.port) | static
        assert system.start("django", *COLLECT[1:]).wait() == 0, system.log()
        system.start("qi_tracker.roles", "web")
        until(lambda: listens(system.port), "the web server answers")
        yield system


def people_of(system: Running) -> str:
    return str(system.folder / "people.json")


def test_what_was_confirmed_is_there_once_whatever_dies(system: Running) -> None:
    crowd = Crowd(read(Path(people_of(system))), system.port)
    with crowd.walking(THINK):
        until_more(crowd.confirmed, MORE)
        for _ in range(2):
            refused = crowd.refused() + 1
            system.kill_server(system.postgres)
            until(partial(lambda least: crowd.refused() >= least, refused), "somebody was refused")
            until_more(crowd.confirmed, MORE)
        with system.silent(system.redis):
            until_more(crowd.confirmed, MORE)
        system.kill_server(system.redis)
        until_more(crowd.confirmed, MORE)
    crowd.settle()
    assert faults(crowd.told) == []
    assert compare(crowd.writes, system.ask(FOUND)) == []
    assert system.start("django", "verify_history").wait() == 0, system.log()


def until_more(count: Callable[[], int], more: int) -> None:
    """Until there are so many more than now."""
    enough = count() + more
    until(lambda: count() >= enough, f"{more} more were confirmed")
