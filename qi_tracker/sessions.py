"""Sessions in the database, which tell a database that is away from a session that is gone."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError

from initiatives.base.outages import is_outage


class SessionStore(db.SessionStore):
    """Django's, but for one thing: there, whatever fails while a session is saved means that its
    person has signed out meanwhile, and they are told so with 400.
    """

    def save(self, must_create: bool = False) -> None:
        """Raises what the database raised where it is away, else as Django does."""
        try:
            super().save(must_create)
        except UpdateError as error:
            cause = error.__context__
            if cause is not None and is_outage(cause):
                raise cause from None
            raise
