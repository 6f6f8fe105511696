import pytest
from django.urls import reverse

from initiatives.people.models import Token
from initiatives.people.services import find_token, issue_token
from tests.initiatives.web.forms import fields_of, fill_in

PROFILE = "/profile/"
TOKENS = "/profile/tokens/"
TOKEN = {"name": "Nightly export", "scope": "read", "days": "30"}


def test_everyone_says_how_they_are_called_and_when_they_work(cast, browse):
    answer = fill_in(
        browse(cast.nobody),
        PROFILE,
        name="Nobody in particular",
        time_zone="Europe/Berlin",
        working_days=["1", "2", "6"],
    )
    assert answer.status_code == 302
    cast.nobody.refresh_from_db()
    assert cast.nobody.name == "Nobody in particular"
    assert cast.nobody.time_zone == "Europe/Berlin"
    assert cast.nobody.working_days == [1, 2, 6]


def test_the_form_starts_from_what_is_kept(cast, browse):
    sent = fields_of(browse(cast.alice).get(PROFILE))
    assert sent["working_days"] == ["1", "2", "3", "4", "5"]
    assert sent["time_zone"] == ["America/Los_Angeles"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": " "}, "name"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"working_days": []}, "working_days"),
        ({"working_days": ["9"]}, "working_days"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(cast, browse, sent, field):
    answer = fill_in(browse(cast.alice), PROFILE, **sent)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_secret_is_shown_once_and_works(cast, browse):
    client = browse(cast.alice)
    made = fill_in(client, TOKENS, **TOKEN)
    secret = made.context["secret"]
    assert made.status_code == 200
    assert "no-store" in made["Cache-Control"]
    assert secret in made.content.decode()
    assert secret not in client.get(TOKENS).content.decode()
    token = find_token(secret)
    assert token is not None
    assert (token.user, token.scope) == (cast.alice, "read")


def test_a_double_click_makes_one_token(cast, browse):
    client = browse(cast.alice)
    sent = fields_of(client.get(TOKENS)) | TOKEN
    client.post(TOKENS, sent)
    assert client.post(TOKENS, sent).url == TOKENS
    assert Token.objects.count() == 1


@pytest.mark.parametrize(
    "sent", [{"days": "0"}, {"days": "367"}, {"days": "x"}, {"scope": "root"}, {"name": ""}]
)
def test_a_token_that_cannot_be_made(cast, browse, sent):
    assert fill_in(browse(cast.alice), TOKENS, **(TOKEN | sent)).status_code == 422
    assert not Token.objects.exists()


def test_a_token_is_revoked_by_its_owner_alone(cast, browse):
    token, secret = issue_token(user=cast.alice, name="Export")
    url = reverse("token_revoke", args=[token.pk])
    for other in (cast.bob, cast.root):
        assert browse(other).get(url).status_code == 404
        assert browse(other).post(url).status_code == 404
    assert find_token(secret) is not None
    assert fill_in(browse(cast.alice), url).url == TOKENS
    assert find_token(secret) is None


@pytest.mark.parametrize("rows", [1, 3])
def test_one_token_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    for number in range(rows):
        issue_token(user=cast.alice, name=f"Token {number}")
    assert count_queries(browse(cast.alice), TOKENS) == 4


def test_markup_in_the_name_of_a_token_is_shown_as_text(cast, browse):
    issue_token(user=cast.alice, name="<script>alert(1)</script>")
    assert "<script>alert" not in browse(cast.alice).get(TOKENS).content.decode()
