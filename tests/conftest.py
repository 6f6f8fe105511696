"""Real servers for the suite: PostgreSQL and Redis of its own, in a folder that goes with it.

With DATABASE_URL or REDIS_URL set, that server is used. Each worker of pytest-xdist has its own
test database and its own number of Redis.
"""

import os
import tempfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from copy import deepcopy
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import browsers, schema

if TYPE_CHECKING:
    from tests.factories import Cast

SETTINGS = "qi_tracker.settings"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
SERVED = "DATABASE_URL" not in os.environ or "QI_TESTS_SERVED" in os.environ
started = ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start the servers before Django reads its settings."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    # Playwright keeps an event loop in the thread in which its tests use the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
    if not WORKER:
        start_services()
    settle_settings()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    browsers.skip_without_chromium(items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    browsers.refuse_skip(item, report)
    return report


def pytest_unconfigure(config: pytest.Config) -> None:
    started.close()


def start_services() -> None:
    """The controller starts them; its workers inherit the addresses."""
    from qi_tracker.embedded import services

    folder = started.enter_context(tempfile.TemporaryDirectory(prefix="qi-tracker-tests-"))
    os.environ["QI_DATA_DIR"] = folder
    os.environ.setdefault("QI_DEMO", "yes")
    if SERVED:
        os.environ["QI_TESTS_SERVED"] = (
            "yes"  # its workers find an address and would think it given
        )
    started.enter_context(services(Path(folder), durable=False))


def settle_settings() -> None:
    """A Redis of one's own, cheap passwords, and static files by their plain names."""
    from django.conf import settings

    address = f"{settings.REDIS_URL.rpartition('/')[0]}/{number_of_redis()}"
    settings.REDIS_URL = settings.CELERY["broker_url"] = address
    settings.CACHES["default"]["LOCATION"] = address
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")


def number_of_redis() -> int:
    """Redis has sixteen numbered databases; 0 is left to a run without workers."""
    return int(WORKER.removeprefix("gw")) % 15 + 1 if WORKER else 0


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The test database is a copy of one that is migrated already, where the server is our own."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if SERVED and not database["TEST"].get("TEMPLATE"):
        folder = Path(os.environ["QI_DATA_DIR"])
        database["TEST"]["TEMPLATE"] = schema.template(os.environ["DATABASE_URL"], folder)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """What pytest-playwright starts Chromium with."""
    return browsers.launch_options()


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """What one test leaves in the cache, such as counted guesses of a password, ends with it."""
    yield
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    """The language that a request leaves behind in its thread ends with the test."""
    yield
    from django.utils import translation

    translation.deactivate()


@pytest.fixture(scope="session")
def working_hour() -> datetime:
    """A Wednesday noon in Seattle close to now: digests go, whatever day the suite runs on."""
    today = datetime.now(UTC).date()
    wednesday = today + timedelta(days=(2 - today.weekday()) % 7)
    return datetime.combine(wednesday, time(20), UTC)


@pytest.fixture
def at_work(working_hour: datetime) -> Iterator[None]:
    """The clock stands at a working hour."""
    from initiatives.base import clock

    with clock.at(working_hour):
        yield


@pytest.fixture(scope="module")
def standing_cast(
    django_db_setup: None, django_db_blocker: Any, working_hour: datetime
) -> "Iterator[Cast]":
    """A small system with one person of each kind, in the database for all tests of a module.

    Each test's own transaction lies within this one, so what it writes is undone and this stays.
    """
    from initiatives.base import clock
    from tests.factories import Cast, rolled_back

    with django_db_blocker.unblock(), rolled_back():
        with clock.at(working_hour):
            standing = Cast()
        yield standing


@pytest.fixture
def cast(standing_cast: "Cast", db: None) -> "Cast":
    """The system of the module, as objects that a test may change."""
    return deepcopy(standing_cast)


@pytest.fixture(autouse=True, scope="session")
def flush_past_the_triggers() -> Iterator[None]:
    """A test with real transactions ends with all tables emptied, history too.

    History refuses that, as it should; for that one moment its triggers are put aside.
    """
    from django.db.backends.postgresql.operations import DatabaseOperations

    empty = DatabaseOperations.execute_sql_flush

    def empty_unhindered(self: DatabaseOperations, statements: list[str]) -> None:
        aside = "SET LOCAL session_replication_role = replica"
        empty(self, [aside, *statements] if statements else statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", empty_unhindered)
        yield
