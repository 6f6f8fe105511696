"""A noon in Seattle, promises around it, and the mails that come of them."""

from datetime import UTC, datetime, timedelta

from django.core import mail

from initiatives.base import clock
from tests.factories import make_promise

NOON = datetime(2027, 3, 10, 20, 0, tzinfo=UTC)


def promise(cast, due_in, owner=None, **fields):
    owner = owner or cast.alice
    return make_promise(cast.lee, owner, due_in, initiative=cast.initiative, **fields)


def sent_to(person):
    return [message for message in mail.outbox if message.to == [person.email]]


def later(days):
    return clock.at(NOON + timedelta(days=days))
