import pytest
from django.urls import reverse

from initiatives.people.models import SavedView

SAVE = "/views/save/"
URL = "/initiatives/"


def save(client, **sent):
    return client.post(SAVE, {"list_name": "initiatives", "name": "Mine", "query": "q=x"} | sent)


def test_a_view_is_saved_opened_and_deleted(cast, browse):
    client = browse(cast.alice)
    answer = save(client, query=f"owner={cast.alice.pk}&ordering=-title&page=3")
    assert answer.url == f"{URL}?owner={cast.alice.pk}&ordering=-title"

    listed = client.get(answer.url)
    assert [(view.name, view.url, view.current) for view in listed.context["saved_views"]] == [
        ("Mine", answer.url, True)
    ]
    assert "Mine" in listed.content.decode()

    view = SavedView.objects.get()
    assert client.post(reverse("saved_view_delete", args=[view.pk])).url == URL
    assert not SavedView.objects.exists()


def test_the_same_name_is_overwritten(cast, browse):
    client = browse(cast.alice)
    save(client, query="q=one")
    save(client, query="q=two")
    assert [view.query for view in SavedView.objects.all()] == ["q=two"]


@pytest.mark.parametrize(
    "sent", [{"name": " "}, {"name": "x" * 81}, {"name": "a\x00"}, {"query": "q=" + "x" * 2000}]
)
def test_what_cannot_be_kept_is_said_on_the_list(cast, browse, sent):
    client = browse(cast.alice)
    answer = save(client, **sent)
    assert answer.status_code == 302
    assert answer.url.startswith(URL)
    assert not SavedView.objects.exists()
    assert [str(one.level_tag) for one in client.get(URL).context["messages"]] == ["error"]


def test_a_list_that_there_is_not_has_no_views(cast, browse):
    assert save(browse(cast.alice), list_name="//evil.example").status_code == 404


def test_the_way_back_stays_on_this_site(cast, browse):
    answer = save(browse(cast.alice), query="//evil.example/?q=x\r\nSet-Cookie: a=b")
    assert answer.url.startswith(f"{URL}?")
    assert "\n" not in answer.url


def test_a_view_belongs_to_one_person(cast, browse):
    save(browse(cast.alice))
    view = SavedView.objects.get()
    assert browse(cast.bob).get(URL).context["saved_views"] == []
    answer = browse(cast.root).post(reverse("saved_view_delete", args=[view.pk]))
    assert answer.status_code == 404
    assert SavedView.objects.exists()


def test_a_link_cannot_save_or_delete(cast, browse):
    client = browse(cast.alice)
    save(client)
    view = SavedView.objects.get()
    assert client.get(SAVE).status_code == 405
    assert client.get(reverse("saved_view_delete", args=[view.pk])).status_code == 405


def test_a_name_with_markup_is_shown_as_text(cast, browse):
    client = browse(cast.alice)
    save(client, name="<script>alert(1)</script>")
    assert "<script>alert" not in client.get(URL).content.decode()


def test_nobody_saves_without_signing_in(client, db):
    assert save(client).status_code == 302
    assert not SavedView.objects.exists()
