"""What the embedded services promise to whoever uses them."""

import os
from pathlib import Path

import psycopg
import pytest
import redis
from django.core.exceptions import ImproperlyConfigured

from qi_tracker.embedded import ServiceFailed, services
from qi_tracker.embedded.joining import joined
from qi_tracker.embedded.postgres import Postgres
from qi_tracker.embedded.valkey import Valkey

ELSEWHERE = "redis://elsewhere.example:6379/0"


@pytest.fixture
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a fresh machine: no server is named."""
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("REDIS_URL")


@pytest.mark.usefixtures("nothing_set")
def test_both_servers_start_serve_and_stop(tmp_path: Path) -> None:
    with services(tmp_path, durable=False):
        database, broker = os.environ["DATABASE_URL"], os.environ["REDIS_URL"]
        with psycopg.connect(database) as connection:
            settings = connection.execute(
                "SELECT current_setting('server_encoding'), current_setting('TimeZone')"
            ).fetchone()
            assert settings == ("UTF8", "UTC")
            connection.execute("CREATE EXTENSION pg_trgm")
        assert redis.Redis.from_url(broker).ping()
    assert "DATABASE_URL" not in os.environ
    assert "REDIS_URL" not in os.environ
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(database)
    with pytest.raises(redis.ConnectionError):
        redis.Redis.from_url(broker).ping()


def test_a_server_that_is_named_is_not_embedded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("REDIS_URL", ELSEWHERE)
    with services(tmp_path, durable=False) as memberships:
        assert [membership.server.key for membership in memberships] == ["postgres"]
        assert os.environ["REDIS_URL"] == ELSEWHERE
    assert not (tmp_path / "redis").exists()


@pytest.mark.usefixtures("nothing_set")
def test_production_embeds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QI_PRODUCTION", "yes")
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL and REDIS_URL"):
        services(tmp_path).__enter__()
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_is_there_after_a_new_start(tmp_path: Path) -> None:
    with joined(Postgres(tmp_path)) as first, psycopg.connect(first.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'ä' AS letter")
    with joined(Postgres(tmp_path)) as second, psycopg.connect(second.url) as connection:
        assert connection.execute("SELECT letter FROM kept").fetchone() == ("ä",)


def test_two_folders_have_two_servers(tmp_path: Path) -> None:
    with joined(Valkey(tmp_path / "a")) as one, joined(Valkey(tmp_path / "b")) as other:
        redis.Redis.from_url(one.url).set("whose", "one")
        assert redis.Redis.from_url(other.url).get("whose") is None


def test_strangers_on_the_machine_are_refused(tmp_path: Path) -> None:
    with joined(Postgres(tmp_path, durable=False)) as membership:
        access = membership.server.access()
        assert access is not None
        guess = membership.url.replace(access.password, "guess")
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(guess)
    with joined(Valkey(tmp_path)) as membership:
        access = membership.server.access()
        assert access is not None
        with pytest.raises(redis.AuthenticationError):
            redis.Redis(port=access.port).ping()


def test_only_its_owner_reads_the_password(tmp_path: Path) -> None:
    with joined(Valkey(tmp_path)) as membership:
        kept = membership.server.folder / "access.json"
        assert kept.stat().st_mode & 0o077 == 0
        assert membership.server.folder.stat().st_mode & 0o077 == 0


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    with joined(Postgres(tmp_path, durable=False)):
        pass
    (tmp_path / "postgres/data/PG_VERSION").write_text("9.6\n")
    with (
        pytest.raises(ServiceFailed, match=r"(?s)PostgreSQL did not start.*9\.6"),
        joined(Postgres(tmp_path)),
    ):
        pass
