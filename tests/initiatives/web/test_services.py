"""The pages of services."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.people.models import Token, User
from initiatives.people.services import create_service, find_token, grant_role, issue_token
from tests.initiatives.web.forms import fill_in

pytestmark = pytest.mark.django_db


def make_service(cast, name="Warehouse"):
    return create_service(actor=cast.root, name=name, purpose="Reads.", answered_by=cast.lee)


def test_an_administrator_adds_one_gives_it_a_role_and_a_token(cast, browse):
    root = browse(cast.root)
    about = {"name": "Loader", "purpose": "Brings in figures", "answered_by": str(cast.lee.pk)}
    assert fill_in(root, "/services/new/", **about).status_code == 302
    service = User.objects.get(name="Loader")
    grant_role(actor=cast.root, user=service, entity=cast.clinic, role="team_member")
    sent = {"name": "Nightly", "scope": "write", "days": "30", "areas": "observations, measures"}
    made = fill_in(root, f"/services/{service.pk}/tokens/", **sent)
    token = find_token(made.context["secret"])
    assert (token.user, token.scope) == (service, "write:measures write:observations")
    shown = root.get(f"/services/{service.pk}/").content.decode()
    assert "Read and write measures" in shown
    assert made.context["secret"] not in shown


def test_an_area_that_there_is_not_is_said_beside_its_field(cast, browse):
    sent = {"name": "Nightly", "scope": "read", "days": "30", "areas": "unicorns"}
    answer = fill_in(browse(cast.root), f"/services/{make_service(cast).pk}/tokens/", **sent)
    assert answer.status_code == 422
    assert "unicorns" in answer.context["form"].errors["areas"][0]
    assert not Token.objects.exists()


def test_only_who_looks_after_it_gets_to_its_page(cast, browse):
    path = f"/services/{make_service(cast).pk}/"
    names = ("root", "lee", "alice", "bob", "erin", "ada", "charlie", "nobody")
    seen = {name: browse(getattr(cast, name)).get(path).status_code for name in names}
    assert seen == dict.fromkeys(names[:2], 200) | dict.fromkeys(names[2:], 404)
    for part in ("tokens/", "hand-over/"):
        assert browse(cast.lee).get(path + part).status_code == 403


def test_it_is_handed_over_with_a_reason(cast, browse):
    service = make_service(cast)
    sent = {"answered_by": str(cast.bob.pk), "reason": "Lee moved on."}
    path = f"/services/{service.pk}/hand-over/"
    assert fill_in(browse(cast.root), path, **sent).status_code == 302
    service.refresh_from_db()
    assert service.answered_by == cast.bob


def test_who_answers_for_it_revokes_a_token(cast, browse):
    service = make_service(cast)
    token, secret = issue_token(actor=cast.root, user=service, name="Nightly")
    answer = fill_in(browse(cast.lee), f"/profile/tokens/{token.pk}/revoke/")
    assert answer["Location"] == f"/services/{service.pk}/"
    assert find_token(secret) is None


def test_a_list_without_one_says_what_to_do(cast, browse):
    assert "Add one for each program" in browse(cast.root).get("/services/").content.decode()
    assert "answer for no service" in browse(cast.bob).get("/services/").content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_the_same_queries_however_long(cast, browse, many):
    for number in range(many):
        make_service(cast, f"Service {number}")
    root = browse(cast.root)
    root.get("/services/")
    with CaptureQueriesContext(connection) as asked:
        page = root.get("/services/")
    assert page.content.decode().count("Reads.") == many
    assert len([one for one in asked if "last_used_at" in one["sql"]]) == 1
