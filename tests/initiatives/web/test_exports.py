"""The page of one's exports, and asking for a file on the page of a list."""

import pytest
from django.urls import reverse

from initiatives.exports import rules
from initiatives.exports.models import Export
from initiatives.exports.services import make_exports
from initiatives.people.models import Membership
from initiatives.people.services import end_role
from tests.factories import make_initiative
from tests.initiatives.exports.making import ask, in_folder, introduce, made
from tests.initiatives.web.forms import fields_of

pytestmark = pytest.mark.django_db
PAGE = "/exports/"
CAST = ("root", "lee", "alice", "bob", "sam", "charlie", "erin", "ada", "nobody")


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    return in_folder(settings, tmp_path)


@pytest.fixture
def all_are_long(monkeypatch):
    monkeypatch.setattr(rules, "AT_ONCE", -1)


def send(client, kind="list_csv", list_name="initiatives", query=""):
    sent = {"kind": kind, "list_name": list_name, "query": query}
    return client.post(reverse("export_ask"), sent)


def text_of(client, url=PAGE):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_list_offers_its_rows_as_files(cast, browse):
    made(cast.lee, "shortfalls")
    text = text_of(browse(cast.lee), "/initiatives/?stage=proposed&page=1")
    assert 'action="/exports/ask/"' in text
    assert '<input type="hidden" name="query" value="stage=proposed">' in text
    assert 'name="kind" value="list_csv"' in text
    assert 'name="kind" value="list_xlsx"' in text


def test_where_there_is_nothing_nothing_is_offered(cast, browse):
    assert reverse("export_ask") not in text_of(browse(cast.nobody), "/initiatives/")


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [("list_csv", "text/csv; charset=utf-8"), ("list_xlsx", "application/vnd.openxml")],
)
def test_a_short_file_comes_at_once(cast, browse, kind, content_type):
    client = browse(cast.alice)
    answer = client.get(send(client, kind, query="q=interpreters").url)
    assert answer["Content-Type"].startswith(content_type)
    assert answer["Content-Disposition"].startswith('attachment; filename="initiatives-filtered-')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert len(b"".join(answer.streaming_content)) == Export.objects.get().size


def test_a_long_file_is_made_by_the_worker(cast, browse, all_are_long):
    client = browse(cast.lee)
    answer = send(client)
    assert answer.url == PAGE
    text = text_of(client)
    assert "is being made" in text
    assert 'hx-trigger="every 3s"' in text
    make_exports()
    text = text_of(client)
    assert "hx-trigger" not in text
    assert reverse("export_file", args=[Export.objects.get().pk]) in text


def test_how_far_it_is_shows_in_numbers(cast, browse, monkeypatch):
    seen = []
    client = browse(cast.lee)
    kind = introduce(monkeypatch, [lambda: None, lambda: seen.append(text_of(client))])
    ask(cast.lee, kind=kind)
    make_exports()
    assert '<progress max="100" value="50"' in seen[0]
    assert "1 of 2" in seen[0]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "list_pdf"}, "no such kind of export"),
        ({"kind": ""}, "no such kind of export"),
        ({"query": "entity=none"}, "These filters cannot be read"),
        ({"query": "q=" + "x" * 3_000}, "too long"),
    ],
)
def test_what_cannot_be_made_is_said_on_the_list(cast, browse, sent, said):
    client = browse(cast.lee)
    answer = send(client, **sent)
    assert answer.url.startswith("/initiatives/")
    assert said in text_of(client, "/initiatives/")
    assert not Export.objects.exists()


def test_a_list_that_there_is_not_is_not_found(cast, browse):
    assert send(browse(cast.lee), list_name="users").status_code == 404


def test_too_many_at_once_are_refused_with_what_to_do(cast, browse, all_are_long):
    client = browse(cast.lee)
    for name in ("initiatives", "commitments", "shortfalls"):
        assert send(client, list_name=name).url == PAGE
    assert send(client, list_name="measures").url == "/measures/"
    assert "Wait for one of them, or cancel it" in text_of(client, "/measures/")


def test_nobody_elses_file_is_there(cast, browse):
    export = made(cast.lee)
    for name in CAST:
        client = browse(getattr(cast, name))
        status = 200 if name == "lee" else 404
        for page in ("export_file", "export_cancel", "export_delete"):
            url = reverse(page, args=[export.pk])
            assert client.get(url).status_code == status, (name, page)
        assert (export.reference in text_of(client)) == (name == "lee"), name


def test_who_is_not_signed_in_is_asked_to(client):
    assert client.get(PAGE).status_code == 302


def test_a_file_that_vanished_is_said(cast, browse, own_folder):
    export, client = made(cast.lee), browse(cast.lee)
    (own_folder / export.stored_as).unlink()
    assert client.get(reverse("export_file", args=[export.pk])).url == PAGE
    assert "no longer there" in text_of(client)


@pytest.mark.parametrize(
    ("page", "maker", "state"), [("cancel", ask, "cancelled"), ("delete", made, "expired")]
)
def test_one_ends_ones_own_by_a_plain_form(cast, browse, page, maker, state):
    export, client = maker(cast.lee), browse(cast.lee)
    url = reverse(f"export_{page}", args=[export.pk])
    answer = client.post(url, fields_of(client.get(url)))
    assert answer.url == PAGE
    assert Export.objects.get().state == state
    assert client.post(url, fields_of(client.get(url))).status_code in (302, 422)


def test_an_empty_page_says_what_to_do(cast, browse):
    assert "No exports yet" in text_of(browse(cast.nobody))


@pytest.mark.parametrize("many", [1, 3])
def test_however_many_the_page_makes_as_many_queries(cast, browse, count_queries, many):
    for number in range(many):
        make_initiative(cast.lee, cast.hospital)
        made(cast.lee, query=f"q={number}")
    assert count_queries(browse(cast.lee), PAGE) == 5


def test_a_file_that_one_may_not_have_any_more_says_why(cast, browse):
    export, client = made(cast.erin), browse(cast.erin)
    end_role(actor=cast.root, membership=Membership.objects.get(user=cast.erin), reason="Left.")
    assert client.get(reverse("export_file", args=[export.pk])).url == PAGE
    assert "no longer hold" in text_of(client)
