"""Sign-in by a real exchange of signed SAML with a provider that is a process of its own."""

import pytest
from django.urls import reverse

from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.people.services import say_group_role
from tests.factories import make_user
from tests.initiatives.web.signing.conftest import HOST

EMAIL = "amina.diallo@example.org"
FINISH = reverse("saml_finish_acs", args=["clinic"])


@pytest.fixture
def known(institutions, saml_process, cast):
    def described(**more):
        institutions(
            {
                "key": "clinic",
                "protocol": "saml",
                "name": "Example Clinic",
                "domains": ["example.org"],
                "entity": "https://provider.example/saml",
                "sso": f"{saml_process.url}/sso",
                "certificate": saml_process.certificate,
                "email": "mail",
                "emails_verified": True,
                **more,
            }
        )

    described()
    return described


@pytest.fixture
def answered(known, saml_process, visitor):
    """What the provider lets the visitor post to us, for a sign-in that began here."""

    def by_provider(**said):
        led = visitor.get(reverse("saml_login", args=["clinic"])).url
        assert led.startswith(f"{saml_process.url}/sso?SAMLRequest=")
        return saml_process.says(led, **({"email": EMAIL, "name": "Amina Diallo"} | said))

    return by_provider


def brought(visitor, form):
    """The browser posts it, and comes back by itself to finish; the last answer."""
    came = visitor.post(reverse("saml_acs", args=["clinic"]), form)
    assert (came.status_code, came.url.split("?")[0]) == (302, FINISH)
    return visitor.get(came.url)


def who(visitor):
    key = visitor.session.get("_auth_user_id")
    return User.objects.get(pk=key) if key else None


def test_the_metadata_say_where_we_are(known, visitor):
    page = visitor.get(reverse("saml_metadata", args=["clinic"])).content.decode()
    assert f"http://{HOST}/accounts/saml/clinic/acs/" in page
    assert 'WantAssertionsSigned="true"' in page


def test_a_newcomer_gets_an_account_with_the_roles_of_their_groups(answered, visitor, cast):
    say = {"actor": cast.root, "provider": "clinic"}
    say_group_role(**say, group="qi", entity=cast.clinic, role=Role.MEMBER)
    assert brought(visitor, answered(groups="qi,other")).status_code == 302
    person = who(visitor)
    assert (person.email, person.name) == (EMAIL, "Amina Diallo")
    assert [str(one) for one in person.memberships.all()] == ["Team member of Clinic"]


def test_an_account_of_that_address_is_found(answered, visitor):
    person = make_user("Amina Diallo")
    brought(visitor, answered())
    assert who(visitor) == person


@pytest.mark.parametrize("wrong", ["tampered", "expired", "audience", "unsigned", "key"])
def test_what_is_not_as_it_was_signed_for_us_now_is_refused(answered, visitor, wrong):
    answer = brought(visitor, answered(wrong=wrong))
    assert answer.status_code == 401
    assert "could not be taken" in answer.content.decode()
    assert who(visitor) is None
    assert not User.objects.filter(email__contains="amina").exists()


def test_what_was_used_is_worth_nothing_again(answered, visitor):
    form = answered()
    brought(visitor, form)
    visitor.post(reverse("account_logout"))
    assert brought(visitor, form).status_code == 403
    assert who(visitor) is None


def test_what_another_browser_asked_for_is_worth_nothing_here(answered, visitor, client):
    form = answered()
    client.defaults["HTTP_HOST"] = HOST
    assert brought(client, form).status_code == 403
    assert who(client) is None


def test_an_address_outside_its_domains_is_refused(answered, visitor):
    assert brought(visitor, answered(email="root@other.example")).status_code == 403
    assert who(visitor) is None


def test_an_address_that_nobody_checked_is_refused(answered, known, visitor):
    known(emails_verified=False)
    assert brought(visitor, answered()).status_code == 403


@pytest.mark.parametrize("sent", [{}, {"SAMLResponse": "%%%"}, {"SAMLResponse": "PHg+"}])
def test_noise_is_refused(known, visitor, sent):
    assert brought(visitor, sent).status_code in (401, 403)
    assert who(visitor) is None
