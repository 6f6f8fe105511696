"""What an operator writes of institutions: read, or refused with what is wrong and no secret."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from qi_tracker.institutions import providers, read

OPENID = {
    "key": "health",
    "protocol": "openid",
    "name": "Health",
    "domains": ["example.org"],
    "server": "https://idp.example",
    "client": "qi",
    "secret": "hush-hush",
}
SAML = {
    "key": "clinic",
    "protocol": "saml",
    "name": "Clinic",
    "domains": ["clinic.example"],
    "entity": "https://idp.example/saml",
    "metadata": "https://idp.example/metadata",
}


def without(described, *names):
    return {name: value for name, value in described.items() if name not in names}


def test_nothing_is_nothing():
    assert read(" ", production=True) == {}


def test_both_kinds_are_read_from_text_and_from_a_file(tmp_path):
    text = json.dumps([OPENID, SAML])
    file = tmp_path / "institutions.json"
    file.write_text(text)
    found = read(text, production=True)
    assert list(found) == ["health", "clinic"]
    assert read(f"@{file}", production=True) == found


def test_what_allauth_gets_asks_for_signed_assertions_and_pkce():
    made = providers(read(json.dumps([OPENID, SAML]), production=True))
    assert made["openid_connect"]["OAUTH_PKCE_ENABLED"] is True
    (app,) = made["saml"]["APPS"]
    assert app["settings"]["advanced"] == {
        "want_assertion_signed": True,
        "reject_idp_initiated_sso": True,
    }


@pytest.mark.parametrize(
    ("described", "says"),
    [
        (OPENID | {"colour": "red"}, "nobody knows: colour"),
        (without(OPENID, "name", "domains"), "lacks: domains, name"),
        (without(OPENID, "server"), "lacks: server"),
        (without(SAML, "metadata"), "metadata, or sso and certificate"),
        (OPENID | {"protocol": "ldap"}, "ldap"),
        (OPENID | {"key": "Health 1"}, "Health 1"),
        (OPENID | {"domains": "example.org"}, "no fitting value for: domains"),
        (OPENID | {"domains": [""]}, "no fitting value for: domains"),
        (OPENID | {"emails_verified": "no"}, "no fitting value for: emails_verified"),
        (OPENID | {"second_factor": "maybe"}, "second_factor"),
        (OPENID | {"server": "http://idp.example"}, "without https at: http://idp.example"),
        ("health", "objects"),
    ],
)
def test_what_cannot_be_used_is_said(described, says):
    with pytest.raises(ImproperlyConfigured, match=says) as error:
        read(json.dumps([described]), production=True)
    assert "hush-hush" not in str(error.value)


@pytest.mark.parametrize("text", ["{", "{}", "@/no/such/file", json.dumps([OPENID, OPENID])])
def test_what_is_no_list_of_institutions_is_refused(text):
    with pytest.raises(ImproperlyConfigured, match="QI_INSTITUTIONS"):
        read(text, production=False)
