"""What the worker does: each task calls one service, and a message lost costs nothing.

What is owed stands in rows; the next message finds it there.
"""

import logging
from dataclasses import asdict

from django.core.management import call_command

from initiatives.accountability import services as accountability
from initiatives.shortfalls import services as shortfalls
from workers.app import app

logger = logging.getLogger(__name__)


@app.task
def sweep() -> None:
    """Plan and send the reminders that are due."""
    swept = accountability.sweep()
    if any(asdict(swept).values()):
        logger.info("%s", swept)


@app.task
def propose_shortfalls() -> None:
    """Propose a shortfall for each promise that was missed for too long."""
    shortfalls.propose_from_missed_commitments()


@app.task
def clear_sessions() -> None:
    """Forget sessions that have ended."""
    call_command("clearsessions")
