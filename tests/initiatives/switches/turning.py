"""Switches for tests."""

from contextlib import contextmanager

from initiatives.people.models import User
from initiatives.people.services import turn_switch
from initiatives.switches.queries import every_switch


def switch_of(feature):
    return every_switch().get(feature=feature)


def turn(cast, feature, is_on, reason="The board asked for it."):
    """By the administrator of the whole system, read anew."""
    actor = User.objects.get(pk=cast.root.pk)
    return turn_switch(actor=actor, switch=switch_of(feature), is_on=is_on, reason=reason)


@contextmanager
def switched_off(cast, feature):
    """Off for a while."""
    turn(cast, feature, False)
    yield
    turn(cast, feature, True)
