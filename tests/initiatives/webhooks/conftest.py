"""A real receiver on loopback, by https, under a name. It is read before Django is ready."""

import pytest

from tests.outside import open_loopback, outside


@pytest.fixture
def internet(monkeypatch):
    """Names of one's choice; a receiver behind one of them."""
    from tests.initiatives.webhooks.listening import HOST

    open_loopback(monkeypatch)
    with outside(monkeypatch) as made:
        made.name(HOST, made.server.place)
        yield made


@pytest.fixture
def server(internet):
    return internet.server
