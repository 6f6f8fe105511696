from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.people.choices import Role
from initiatives.people.models import Membership, User
from tests.factories import make_promise, make_shortfall, make_user, seat
from tests.initiatives.web.forms import fill_in

LIST = "/people/"
NEW = {"name": "Nia", "email": "nia@example.org", "time_zone": "America/Los_Angeles"}


def page_of(person):
    return reverse("person", args=[person.pk])


@pytest.mark.parametrize("rows", [1, 3])
def test_one_more_person_or_three_take_the_same_queries(cast, browse, count_queries, rows):
    for _ in range(rows):
        seat(seat(make_user(), Role.MEMBER, cast.clinic), Role.AUDITOR, cast.hospital)
    client = browse(cast.lee)
    assert count_queries(client, LIST) == 5
    last = User.objects.latest("pk")
    assert count_queries(client, page_of(last)) == 11


def test_the_directory_is_searched_by_name_post_and_address(cast, browse):
    make_user("Noor", title="Laboratory Director", email="noor@elsewhere.example")
    client = browse(cast.nobody)
    for text in ("noo", "laboratory", "elsewhere"):
        assert [person.name for person in client.get(LIST, {"q": text}).context["rows"]] == ["Noor"]


def test_every_number_is_the_length_of_the_list_that_it_links_to(cast, browse):
    with clock.at(clock.now() - timedelta(days=9)):
        make_promise(cast.lee, cast.alice, due_in=1, initiative=cast.initiative)
    make_promise(cast.lee, cast.alice, initiative=cast.initiative)
    make_shortfall(cast.lee, cast.hospital, cast.principles[0], owner=cast.alice)
    for person in (cast.lee, cast.alice, cast.charlie, cast.nobody):
        client = browse(person)
        for tile in client.get(page_of(cast.alice)).context["tiles"]:
            assert client.get(tile.url).context["count"] == tile.count, (person.name, tile.url)
    counts = [tile.count for tile in browse(cast.lee).get(page_of(cast.alice)).context["tiles"]]
    assert counts == [1, 0, 2, 1, 1]


def test_only_an_administrator_adds_closes_and_grants(cast, browse):
    urls = [
        reverse("person_create"),
        reverse("person_deactivate", args=[cast.bob.pk]),
        reverse("role_grant", args=[cast.bob.pk]),
    ]
    for name in ("alice", "bob", "charlie", "erin", "ada", "lee", "nobody"):
        client = browse(getattr(cast, name))
        assert [client.get(url).status_code for url in urls] == [403, 403, 403], name
    assert [browse(cast.root).get(url).status_code for url in urls] == [200, 200, 200]


def test_a_person_is_added_and_has_no_password_yet(cast, browse):
    answer = fill_in(browse(cast.root), reverse("person_create"), **NEW)
    added = User.objects.get(email="nia@example.org")
    assert answer.url == page_of(added)
    assert not added.has_usable_password()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"email": "ALICE@example.org"}, "email"),
        ({"email": "nobody at home"}, "email"),
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ],
)
def test_who_cannot_be_added_is_said_beside_the_field(cast, browse, sent, field):
    answer = fill_in(browse(cast.root), reverse("person_create"), **(NEW | sent))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_role_is_given_and_ended_with_a_reason(cast, browse):
    client = browse(cast.root)
    url = reverse("role_grant", args=[cast.nobody.pk])
    answer = fill_in(client, url, role="auditor", entity=cast.clinic.pk)
    assert answer.url == page_of(cast.nobody)
    held = Membership.objects.get(user=cast.nobody)
    assert (held.role, held.entity) == ("auditor", cast.clinic)

    end = reverse("role_end", args=[held.pk])
    assert end in client.get(page_of(cast.nobody)).content.decode()
    assert fill_in(client, end, reason=" ").status_code == 422
    assert fill_in(client, end, reason="Moved on.").status_code == 302
    held.refresh_from_db()
    assert held.ended_at is not None
    assert client.get(end).status_code == 404


def test_an_administrator_of_one_branch_gives_and_ends_roles_only_there(cast, browse):
    local = browse(seat(make_user("Local"), Role.ADMINISTRATOR, cast.hospital))
    url = reverse("role_grant", args=[cast.nobody.pk])
    here = fill_in(local, url, role="auditor", entity=cast.hospital.pk)
    there = fill_in(local, url, role="auditor", entity=cast.clinic.pk)
    assert (here.status_code, there.status_code) == (302, 403)
    elsewhere = Membership.objects.get(user=cast.charlie)
    assert local.get(reverse("role_end", args=[elsewhere.pk])).status_code == 403


def test_an_account_is_closed_with_a_reason_and_signs_in_no_more(cast, browse):
    theirs = browse(cast.bob)
    url = reverse("person_deactivate", args=[cast.bob.pk])
    assert fill_in(browse(cast.root), url, reason="").status_code == 422
    assert fill_in(browse(cast.root), url, reason="Left.").status_code == 302
    assert theirs.get(LIST).status_code == 302
    assert "This account is closed" in browse(cast.lee).get(page_of(cast.bob)).content.decode()


def test_an_administrator_cannot_close_their_own_account(cast, browse):
    url = reverse("person_deactivate", args=[cast.root.pk])
    assert fill_in(browse(cast.root), url, reason="Tired.").status_code == 403


def test_markup_in_a_name_is_shown_as_text(cast, browse):
    made = make_user("<script>alert(1)</script>", email="x@example.org", title="<b>y</b>")
    for url in (LIST, page_of(made)):
        text = browse(cast.root).get(url).content.decode()
        assert "<script>alert" not in text
        assert "<b>y" not in text
