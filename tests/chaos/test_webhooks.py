"""Whatever dies while webhooks are sent: each event comes, and comes twice only from a kill."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread

import pytest

from tests.chaos.running import Running, running
from tests.waiting import until

pytestmark = pytest.mark.chaos
OWED = 120
KILLS = (20, 50, 80)  # the worker, in the middle of that message


class Receiver(ThreadingHTTPServer):
    """Keeps count of what comes, and holds some messages until their sender is dead."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.came: Counter[str] = Counter()
        self.guard = Lock()
        self.holding, self.go_on = Event(), Event()

    def handle_error(self, *args: object) -> None:
        """Whoever was killed hung up."""


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        with self.server.guard:
            self.server.came[self.headers["webhook-id"]] += 1
            number = self.server.came.total()
        if number in KILLS:
            self.server.go_on.clear()
            self.server.holding.set()
            self.server.go_on.wait(60)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Nothing to see."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    server = Receiver()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def system(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as system:
        yield system


def test_each_event_comes_though_its_sender_is_killed(system: Running, receiver: Receiver) -> None:
    address = f"http://127.0.0.1:{receiver.server_port}/in"
    made = system.start("tests.chaos.telling", address, str(OWED))
    assert made.wait() == 0, system.log()
    system.start("qi_tracker.roles", "scheduler")
    for _ in KILLS:
        worker = system.start("qi_tracker.roles", "chat")
        assert receiver.holding.wait(120), system.log()
        worker.kill()
        worker.wait()
        receiver.holding.clear()
        receiver.go_on.set()
    system.start("qi_tracker.roles", "chat")
    until(partial(all_sent, system), "nothing is owed any more")
    assert len(receiver.came) == OWED
    assert receiver.came.total() == OWED + len(KILLS)


def all_sent(system: Running) -> bool:
    """Each event has a row, and each row was delivered."""
    rows = system.ask("SELECT state, count(*) FROM initiatives_webhookdelivery GROUP BY state")
    return rows == [("sent", OWED)]
