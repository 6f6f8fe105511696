"""A real PostgreSQL and a real Redis-protocol server for one folder of data, without an install.

They serve a trial, development and the tests. Whoever needs them holds a shared lock on a file in
the data folder; a keeper of each server starts it, starts it again when it dies, and stops it when
nobody holds that lock any more, however the holders ended.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from qi_tracker import environment as env
from qi_tracker.embedded.joining import Membership, ServiceFailed, joined
from qi_tracker.embedded.postgres import Postgres
from qi_tracker.embedded.server import Server
from qi_tracker.embedded.valkey import Valkey

__all__ = ["Membership", "ServiceFailed", "services"]

KINDS: dict[str, type[Server]] = {"DATABASE_URL": Postgres, "REDIS_URL": Valkey}


@contextmanager
def services(data_dir: Path, *, durable: bool = True) -> Iterator[list[Membership]]:
    """Set DATABASE_URL and REDIS_URL to servers in this folder, each where it is not set already.

    Without `durable`, PostgreSQL does not wait for the disk; that is for tests. Raises
    ServiceFailed with the end of the server's log, and ImproperlyConfigured in production.
    """
    missing = {name: kind for name, kind in KINDS.items() if not os.environ.get(name)}
    if missing and env.flag("QI_PRODUCTION"):
        raise ImproperlyConfigured(f"Set {' and '.join(missing)}: production has its own servers.")
    with ExitStack() as stack:
        memberships = []
        for name, kind in missing.items():
            membership = stack.enter_context(joined(kind(data_dir, durable=durable)))
            stack.callback(os.environ.pop, name, None)
            os.environ[name] = membership.url
            memberships.append(membership)
        yield memberships
