"""When a delivery that failed is tried again, and for how long a receiver is left alone.

The schedule is the one that Standard Webhooks recommends: about three days in all.
"""

from datetime import timedelta

SCHEDULE = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
FAILING_FOR = timedelta(days=5)  # without one success; then it is disabled
OVERLAP = timedelta(hours=24)  # in which a former secret signs as well
FIRST_REST, LONGEST_REST = timedelta(seconds=5), timedelta(minutes=5)


def wait_after(attempts: int, key: int) -> timedelta | None:
    """How long after so many tries the next one waits; None when that was the last.

    Up to a tenth longer, by the key, so that what failed together is not tried again together.
    """
    if attempts >= len(SCHEDULE):
        return None
    return SCHEDULE[attempts] * (1 + key % 11 / 100)


def rest_after(failures: int) -> timedelta:
    """How long a receiver that failed so often in a row is sent nothing at all.

    Otherwise all that waits for one that is down would be tried, one time limit after another.
    """
    return min(FIRST_REST * (1 << min(failures - 1, 10)), LONGEST_REST)
