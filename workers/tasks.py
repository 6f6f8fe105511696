"""What the worker does: each task calls one service, and a message lost costs nothing.

What is owed stands in rows; the next message finds it there.
"""

from django.core.management import call_command

from initiatives.accountability import services as accountability
from initiatives.shortfalls import services as shortfalls
from workers.app import app


@app.task
def sweep() -> None:
    """Plan and send the reminders that are due."""
    accountability.sweep()


@app.task
def propose_shortfalls() -> None:
    """Propose a shortfall for each promise that was missed for too long."""
    shortfalls.propose_from_missed_commitments()


@app.task
def clear_sessions() -> None:
    """Forget sessions that have ended."""
    call_command("clearsessions")
