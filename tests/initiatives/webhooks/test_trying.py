"""When what failed is tried again."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from initiatives.webhooks.rules import FAILING_FOR, SCHEDULE, rest_after, wait_after
from initiatives.webhooks.services.posting import LONGEST_SECONDS

KEYS = st.integers(1, 2**63 - 1)


def test_the_schedule_is_that_of_standard_webhooks():
    hours = [wait / timedelta(hours=1) for wait in SCHEDULE[3:]]
    assert SCHEDULE[:3] == (timedelta(0), timedelta(seconds=5), timedelta(minutes=5))
    assert hours == [0.5, 2, 5, 10, 14, 20, 24]


@given(KEYS, st.integers(0, 20))
def test_each_try_waits_as_long_as_it_says_or_a_tenth_longer_and_the_tenth_is_the_last(key, tried):
    wait = wait_after(tried, key)
    if tried >= 10:
        assert wait is None
    else:
        assert SCHEDULE[tried] <= wait <= SCHEDULE[tried] * 1.1


@given(KEYS)
def test_a_delivery_is_given_up_before_its_webhook_is(key):
    waits = [wait_after(tried, key) for tried in range(10)]
    assert sum(waits, timedelta(0)) < FAILING_FOR


@given(st.integers(1, 10_000))
def test_a_receiver_rests_longer_the_more_often_it_fails_and_never_for_long(failures):
    assert timedelta(0) < rest_after(failures) <= rest_after(failures + 1) <= timedelta(minutes=5)


def test_a_lease_outlasts_the_longest_request(settings):
    assert 2 * LONGEST_SECONDS < settings.LEASE_SECONDS
