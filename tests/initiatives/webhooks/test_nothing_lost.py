"""Whatever happens in whatever order: each event is taken, under an id of its own."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.base import clock
from initiatives.webhooks.services import follow, send_webhooks
from initiatives.webhooks.services.sending import claim
from tests.factories import rolled_back
from tests.initiatives.webhooks.listening import add, promise

pytestmark = pytest.mark.django_db
STEPS = st.lists(
    st.sampled_from(["happens", "fails", "works", "reads", "sends", "dies", "hour", "seconds"]),
    max_size=16,  # so few that nobody dies of the same one as often as it is tried
)


class Life:
    """A webhook, its receiver, and the time that passes."""

    def __init__(self, cast, server):
        self.cast, self.server = cast, server
        self.made, self.taken = [], Counter()
        server.status = 200
        server.asked.clear()
        add(cast.lee)
        self.now = clock.now()

    def happens(self):
        self.made.append(promise(self.cast).pk)

    def fails(self):
        self.server.status = 503

    def works(self):
        self.server.status = 200

    def reads(self):
        follow()

    def sends(self):
        before = len(self.server.asked)
        send_webhooks()
        for asked in self.server.asked[before:]:
            if self.server.status == 200:
                self.taken[asked.body["data"]["id"]] += 1

    def dies(self):
        """A worker claims one and is never heard of again."""
        claim()

    def hour(self):
        self.now += timedelta(hours=1)

    def seconds(self):
        self.now += timedelta(seconds=7)

    def goes(self, step):
        with clock.at(self.now):
            getattr(self, step)()


@given(STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_each_event_is_taken_once_under_an_id_of_its_own(cast, server, steps):
    with rolled_back():
        life = Life(cast, server)
        # A day and a quarter in which it works again settles all that is not given up.
        for step in [*steps, "works", "reads", *["hour", "sends"] * 30]:
            life.goes(step)
        assert life.taken == dict.fromkeys(life.made, 1)
        named = {(one.body["data"]["id"], one.headers["webhook-id"]) for one in server.asked}
        assert len({name for _, name in named}) == len({key for key, _ in named}) == len(named)
