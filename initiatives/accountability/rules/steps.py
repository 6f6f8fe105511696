"""Which step of the policy has come. Windows, not equal dates: a missed day loses nothing."""

from collections.abc import Sequence


def step_for(days_late: int, days_before: Sequence[int], repeat_every: int) -> int | None:
    """The latest step whose day has come, in days after the due date; None before the first.

    Before the due date the steps are those of the policy, from it on one every `repeat_every`
    days, without end. Steps that nobody was there to take fold into the latest one.
    """
    if days_late >= 0:
        return days_late - days_late % repeat_every
    return max((-days for days in days_before if -days <= days_late), default=None)


def sponsor_step_for(days_late: int, sponsor_after: int) -> int | None:
    """The one step at which the sponsor is told; None before its day."""
    return sponsor_after if days_late >= sponsor_after else None


def reason_for(step: int, audience: str, policy_number: int) -> str:
    """Why a reminder came, as a sentence for the person who gets it."""
    policy = f"reminder policy, version {policy_number}"
    if audience == "sponsor":
        return f"You sponsor it, and it was still open {step} days after its date ({policy})."
    if step < 0:
        return f"It carries your name, and {-step} days are left or fewer ({policy})."
    if step == 0:
        return f"It carries your name, and its date has come ({policy})."
    return f"It carries your name, and it is {step} days overdue or more ({policy})."
