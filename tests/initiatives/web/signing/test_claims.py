"""When a sign-in by an institution counts as one with a second factor; and two people in one."""

import pytest

from initiatives.base.errors import NotAllowed
from initiatives.web.institutions.claims import said_by
from qi_tracker.institutions import Institution

PASSWORD = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"
REFEDS = "https://refeds.org/profile/mfa"


def institution(**more):
    known = {"key": "health", "protocol": "openid", "name": "Health", "domains": ["example.org"]}
    return Institution(**(known | more))


def strong(extra, **more):
    return said_by(institution(**more), extra, "a@example.org", True).strong


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"amr": "mfa"}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": {"mfa": True}}, False),
        ({"acr": REFEDS}, True),
        ({"acr": "1"}, False),
        ({}, False),
    ],
)
def test_of_openid(claims, expected):
    assert strong({"id_token": {"sub": "1"} | claims}) is expected
    assert strong({"id_token": {"sub": "1"} | claims}, second_factor="never") is False
    assert strong({"id_token": {"sub": "1"}}, second_factor="always") is True


@pytest.mark.parametrize(("context", "expected"), [(PASSWORD, False), (REFEDS, True)])
def test_of_saml(context, expected):
    extra = {"attributes": {"groups": ["a"]}, "contexts": [context]}
    assert strong(extra, protocol="saml") is expected


def test_a_token_of_one_person_with_the_claims_of_another_is_refused():
    extra = {"id_token": {"sub": "1"}, "userinfo": {"sub": "2"}}
    with pytest.raises(NotAllowed, match="two different people"):
        said_by(institution(), extra, "a@example.org", True)
