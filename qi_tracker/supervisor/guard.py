"""Watching over an embedded server: its keeper restarts it, and the keeper is restarted here."""

import os
import time

from qi_tracker.embedded import Membership, ServiceFailed

PAUSE_AFTER_FAILURE = 10.0


class Guard:
    """One embedded server as the supervisor sees it."""

    def __init__(self, membership: Membership) -> None:
        self.membership = membership
        self.name = membership.server.key
        self.due = 0.0
        self.log = membership.keeper_log.open()
        self.log.seek(0, os.SEEK_END)

    def lines(self) -> list[str]:
        """What the keeper has said since the last time."""
        return [line.rstrip("\n") for line in self.log.readlines()]

    def restore(self) -> str:
        """See to it that there is a keeper; returns a sentence when there was none."""
        if self.membership.is_kept() or time.monotonic() < self.due:
            return ""
        try:
            self.membership.ensure()
        except ServiceFailed as error:
            self.due = time.monotonic() + PAUSE_AFTER_FAILURE
            return f"{error} It is tried again in {PAUSE_AFTER_FAILURE:.0f} s."
        return f"The keeper of {self.membership.server.title} had died; both are there again."
