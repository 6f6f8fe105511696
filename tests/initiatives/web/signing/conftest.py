"""Institutions that this system knows: a provider of each kind, started once for all tests here."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

HOST = "qi.example.org"


@pytest.fixture(scope="session")
def openid_process():
    from tests.providers import openid_provider

    with openid_provider() as running:
        yield running


@pytest.fixture(scope="session")
def saml_process():
    from tests.providers import saml_provider

    with saml_provider() as running:
        yield running


@pytest.fixture
def institutions(settings):
    """Set the institutions, as JSON would."""
    from qi_tracker.institutions import institution, providers

    def known(*described: dict[str, Any]) -> None:
        made = [institution(one, production=False) for one in described]
        settings.INSTITUTIONS = {one.key: one for one in made}
        settings.SOCIALACCOUNT_PROVIDERS = providers(settings.INSTITUTIONS)
        settings.ALLOWED_HOSTS = [HOST, "testserver"]

    return known


@pytest.fixture
def visitor() -> "Client":
    """A browser at the system's own address; SAML takes no host without a dot."""
    from django.test import Client

    return Client(headers={"host": HOST})
