"""A confidential shortfall, and what tells of it."""

from initiatives.base import clock
from initiatives.shortfalls.models import ShortfallSource
from tests.factories import make_promise, make_shortfall
from tests.initiatives.measures.making import make_measure, make_signal


def secret_chain(cast):
    """A confidential shortfall, the signal that led to it, and what was promised for each."""
    signal = make_signal(make_measure(cast))
    signal.commitment = make_promise(cast.lee, cast.alice, initiative=cast.initiative)
    signal.save(update_fields=["commitment"])
    secret = make_shortfall(cast.lee, cast.hospital, cast.principles[0], owner=cast.alice)
    answer = make_promise(cast.lee, cast.alice, shortfall=secret)
    ShortfallSource.objects.create(
        shortfall=secret, kind="measure", found_on=clock.today(), signal=signal
    )
    return secret, signal, {signal.commitment_id, answer.pk}
