"""Sign-in through a real OpenID provider, a process of its own: who comes in, with which roles."""

import pytest
from django.urls import reverse

from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.people.services import end_group_role, grant_role, say_group_role
from tests.factories import make_user
from tests.initiatives.web.signing.conftest import HOST
from tests.initiatives.web.signing.test_factors import set_up
from tests.providers import asked_of

EMAIL = "amina.diallo@example.org"


@pytest.fixture
def known(institutions, openid_process, cast):
    """How the provider is set up here; a test may say it otherwise."""

    def described(**more):
        institutions(
            {
                "key": "hospital",
                "protocol": "openid",
                "name": "Example Health",
                "domains": ["example.org"],
                "server": openid_process.url,
                "client": "qi-tracker",
                "secret": "kept in a safe place",
                **more,
            }
        )

    described()
    return described


@pytest.fixture
def come(known, openid_process, visitor):
    """Somebody whom the provider knows signs in there and comes back; the last answer."""

    def signs_in(person="p-1", visitor=visitor, **claims):
        openid_process.knows(person, **({"email": EMAIL, "email_verified": True} | claims))
        led = visitor.get(reverse("openid_connect_login", args=["hospital"]))
        assert led.status_code == 302
        back = openid_process.agrees(led.url, person)
        assert back.startswith(f"http://{HOST}/accounts/oidc/hospital/login/callback/")
        return visitor.get(back.removeprefix(f"http://{HOST}"))

    return signs_in


def who(visitor):
    key = visitor.session.get("_auth_user_id")
    return User.objects.get(pk=key) if key else None


def held_by(person):
    return {(one.role, one.entity_id) for one in person.memberships.filter(ended_at=None)}


def test_it_is_offered_on_the_sign_in_page_and_leads_back(known, visitor):
    page = visitor.get(f"{reverse('account_login')}?next=/history/").content.decode()
    assert "Sign in with Example Health" in page
    assert f"{reverse('openid_connect_login', args=['hospital'])}?next=%2Fhistory%2F" in page


def test_the_code_is_bound_to_this_browser(known, visitor):
    asked = asked_of(visitor.get(reverse("openid_connect_login", args=["hospital"])).url)
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert asked["state"]


def test_a_newcomer_gets_an_account(come, visitor):
    answer = come(name="Amina Diallo")
    assert (answer.status_code, answer.url) == (302, reverse("my_accountability"))
    person = who(visitor)
    assert (person.email, person.name, person.has_usable_password()) == (
        EMAIL,
        "Amina Diallo",
        False,
    )


def test_an_account_of_that_address_is_found_whatever_its_case(come, visitor):
    person = make_user("Amina Diallo")
    come(email=EMAIL.upper())
    assert who(visitor) == person


def test_whoever_came_before_is_known_by_their_key_when_the_address_changes(come, visitor):
    come()
    first = who(visitor)
    come(email="amina.keita@example.org")
    assert who(visitor) == first


def test_another_person_of_the_provider_never_takes_over_by_an_unverified_address(come, visitor):
    person = make_user("Amina Diallo")
    answer = come("p-evil", email_verified=False)
    assert answer.status_code == 403
    assert "has not checked your e-mail address" in answer.content.decode()
    assert who(visitor) is None
    assert not person.memberships.exists()


def test_a_verification_that_is_no_yes_counts_as_none(come, visitor):
    assert come(email_verified="yes").status_code == 403
    assert who(visitor) is None


def test_a_provider_that_checks_every_address_need_not_say_so(come, known, visitor):
    known(emails_verified=True)
    come(email_verified=False)
    assert who(visitor).email == EMAIL


def test_it_vouches_for_its_own_domains_alone(come, visitor):
    root = make_user("Root", email="root@other.example")
    answer = come(email="root@other.example")
    assert answer.status_code == 403
    assert "cannot vouch for addresses of other.example" in answer.content.decode()
    assert who(visitor) != root


@pytest.mark.parametrize(
    "email", [None, "", "nobody", "@example.org", "a@example.org.evil.example"]
)
def test_no_fitting_address_is_no_way_in(come, visitor, email):
    assert come(email=email).status_code == 403
    assert who(visitor) is None


def test_where_accounts_are_made_by_hand_a_newcomer_is_told_whom_to_ask(come, known, visitor):
    known(creates=False)
    answer = come()
    assert answer.status_code == 403
    assert "no account here yet" in answer.content.decode()
    assert not User.objects.filter(email=EMAIL).exists()


def test_a_closed_account_stays_closed(come, visitor):
    come()
    User.objects.filter(email=EMAIL).update(is_active=False)
    assert "account here is closed" in come().content.decode()
    assert visitor.get(reverse("profile")).status_code == 302


def test_no_institution_opens_the_account_for_emergencies(come, visitor):
    make_user("Amina Diallo", break_glass=True)
    assert "for emergencies" in come().content.decode()


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(come, known, visitor):
    url = reverse("openid_connect_callback", args=["hospital"])
    assert visitor.get(f"{url}?code=stolen&state=invented").status_code in (401, 403)
    assert who(visitor) is None


def test_a_code_works_once(known, openid_process, visitor):
    openid_process.knows("p-1", email=EMAIL, email_verified=True)
    led = visitor.get(reverse("openid_connect_login", args=["hospital"])).url
    back = openid_process.agrees(led, "p-1").removeprefix(f"http://{HOST}")
    assert visitor.get(back).status_code == 302
    visitor.post(reverse("account_logout"))
    assert visitor.get(back).status_code in (401, 403)
    assert who(visitor) is None


def test_groups_give_roles_and_take_back_just_those(come, visitor, cast):
    say = {"actor": cast.root, "provider": "hospital"}
    lead = say_group_role(**say, group="qi-leads", entity=cast.clinic, role=Role.LEAD)
    say_group_role(**say, group="qi-auditors", entity=cast.system, role=Role.AUDITOR)
    come(groups=["qi-leads", "qi-auditors", "unknown"])
    person = who(visitor)
    assert held_by(person) == {(Role.LEAD, cast.clinic.pk), (Role.AUDITOR, cast.system.pk)}
    grant_role(actor=cast.root, user=person, entity=cast.hospital, role=Role.MEMBER)
    come(groups=["qi-leads"])
    assert held_by(person) == {(Role.LEAD, cast.clinic.pk), (Role.MEMBER, cast.hospital.pk)}
    end_group_role(actor=cast.root, group_role=lead, reason="Leads are named by hand.")
    assert held_by(person) == {(Role.MEMBER, cast.hospital.pk)}
    come(groups=["qi-leads"])
    assert held_by(person) == {(Role.MEMBER, cast.hospital.pk)}


def test_groups_that_are_said_in_another_shape_give_nothing(come, visitor, cast):
    say = {"actor": cast.root, "provider": "hospital"}
    say_group_role(**say, group="qi-leads", entity=cast.clinic, role=Role.LEAD)
    come(groups={"qi-leads": True})
    assert held_by(who(visitor)) == set()


def test_nothing_else_of_what_it_said_is_kept(come, visitor):
    come(phone_number="+1 206 555 0100", groups=["a"])
    (account,) = who(visitor).socialaccount_set.all()
    assert (account.provider, account.uid, account.extra_data) == ("hospital", "p-1", {})
    assert not account.socialtoken_set.exists()


def test_a_provider_that_nobody_set_up_is_not_found(known, visitor):
    assert visitor.get(reverse("openid_connect_login", args=["elsewhere"])).status_code == 404


def test_a_second_factor_there_is_not_asked_for_here_again(come, visitor, cast, settings):
    settings.SECOND_FACTOR_ROLES = ["equity_lead"]
    say = {"actor": cast.root, "provider": "hospital"}
    say_group_role(**say, group="qi-leads", entity=cast.clinic, role=Role.LEAD)
    come(groups=["qi-leads"], amr=["pwd"])
    assert visitor.get(reverse("status")).url == reverse("mfa_index")
    come(groups=["qi-leads"], amr=["pwd", "mfa"])
    assert visitor.get(reverse("status")).status_code == 200


def test_a_second_factor_here_is_asked_for_where_the_institution_did_not(come, visitor):
    come()
    set_up(visitor)
    visitor.post(reverse("account_logout"))
    assert come().url == reverse("mfa_authenticate")
    assert visitor.get(reverse("profile")).status_code == 302
    come(amr=["mfa"])
    assert visitor.get(reverse("profile")).status_code == 200
