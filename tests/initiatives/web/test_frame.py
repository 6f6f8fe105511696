"""Sign-in, refusals, stale forms and double clicks, on pages that use the shared frame."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from redis.exceptions import ConnectionError as NoConnection

from initiatives.portfolio.models import Initiative
from tests.factories import make_initiative
from tests.initiatives.web.forms import fields_of, fill_in

OWN_PAGES = (
    "initiative_list",
    "initiative_create",
    "import_list",
    "import_create",
    "principle_list",
    "definition_list",
    "definition_approve",
    "entity_list",
    "entity_create",
    "person_list",
    "person_create",
    "profile",
    "token_list",
)


@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_page_asks_for_sign_in(client, db, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", OWN_PAGES)
def test_an_administrator_opens_every_page(cast, browse, name):
    answer = browse(cast.root).get(reverse(name))
    assert answer.status_code == 200
    assert "no-cache" in answer["Cache-Control"]
    assert "<h1" in answer.content.decode()


def test_a_refusal_says_why_on_a_page_of_its_own(cast, browse):
    answer = browse(cast.ada).get(reverse("initiative_edit", args=[cast.initiative.pk]))
    assert answer.status_code == 403
    assert "Only its owner, its sponsor, its team" in answer.content.decode()


def test_what_may_not_be_seen_looks_like_what_is_not_there(cast, browse):
    stranger = browse(cast.charlie)
    hidden = stranger.get(reverse("initiative", args=[cast.initiative.pk]))
    absent = stranger.get(reverse("initiative", args=[10**30]))
    assert hidden.status_code == absent.status_code == 404


def test_a_stale_form_comes_back_filled_in_and_can_then_be_sent(cast, browse):
    client, url = browse(cast.alice), reverse("initiative_edit", args=[cast.initiative.pk])
    sent = fields_of(client.get(url)) | {"problem": "Kept while I waited."}
    fill_in(browse(cast.sam), url, notes="In between.")

    refused = client.post(url, sent)

    assert refused.status_code == 409
    assert "was changed by someone else" in refused.content.decode()
    again = fields_of(refused)
    assert again["problem"] == ["Kept while I waited."]
    assert client.post(url, again).status_code == 302
    assert Initiative.objects.get(pk=cast.initiative.pk).problem == "Kept while I waited."


def test_a_form_without_a_version_changes_nothing(cast, browse):
    client, url = browse(cast.alice), reverse("initiative_edit", args=[cast.initiative.pk])
    sent = fields_of(client.get(url)) | {"title": "Overwritten"}
    del sent["version"]
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert "Open the page again" in answer.content.decode()
    assert Initiative.objects.get(pk=cast.initiative.pk).title == "Better interpreters"


def test_a_double_click_charters_once(cast, browse):
    client, url = browse(cast.lee), reverse("initiative_create")
    sent = fields_of(client.get(url)) | {"title": "Once", "entity": cast.hospital.pk}

    first, second = client.post(url, sent), client.post(url, sent)

    assert second.status_code == 302
    assert second.url == first.url
    assert Initiative.objects.filter(title="Once").count() == 1


def test_a_form_that_was_refused_can_be_sent_again(cast, browse):
    client, url = browse(cast.lee), reverse("initiative_create")
    sent = fields_of(client.get(url)) | {
        "title": "Later",
        "entity": cast.hospital.pk,
        "started_on": "2026-05-01",
        "target_on": "2026-04-01",
    }
    assert client.post(url, sent).status_code == 422
    assert client.post(url, sent | {"target_on": "2026-06-01"}).status_code == 302


def test_a_form_is_taken_while_the_cache_is_away(cast, browse, monkeypatch):
    def away(*args, **kwargs):
        raise NoConnection

    for name in ("add", "get", "set", "delete"):
        monkeypatch.setattr(type(cache._connections[cache._alias]), name, away)
    answer = fill_in(
        browse(cast.lee), reverse("initiative_create"), title="Kept", entity=cast.hospital.pk
    )
    assert answer.status_code == 302
    assert Initiative.objects.filter(title="Kept").exists()


@pytest.mark.parametrize(
    "query",
    [
        "entity=x",
        "entity=1e999",
        "principle=%00",
        "owner=-",
        "stage=flying",
        "ordering=password",
        "q=%00",
        "entity=99999999999999999999999999",
        "entity=1.5",
        "entity=-1",
    ],
)
def test_filters_that_cannot_be_read_are_shown_as_errors_over_nothing(cast, browse, query):
    answer = browse(cast.lee).get(f"{reverse('initiative_list')}?{query}")
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "These filters cannot be read" in text
    assert "Better interpreters" not in text


@pytest.mark.parametrize(
    "query",
    [
        "entity=9223372036854775807",
        "page=minus",
        "page=99999999999999999999",
        "unknown=1",
        "q=" + "x" * 5000,
        "q=%3Cscript%3E",
        "q=QI-999999999999999999",
        "overdue=perhaps",
        "stage=proposed&stage=idea",
    ],
)
def test_odd_but_readable_queries_are_answered(cast, browse, query):
    answer = browse(cast.lee).get(f"{reverse('initiative_list')}?{query}")
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


def test_a_long_list_is_paged_by_fifty(cast, browse):
    for _ in range(50):
        make_initiative(cast.lee, cast.clinic)
    client, url = browse(cast.lee), reverse("initiative_list")
    first = client.get(f"{url}?ordering=title")
    second = client.get(f"{url}?ordering=title&page=2")
    assert len(first.context["rows"]) == 50
    assert len(second.context["rows"]) == 1
    assert "51 initiatives" in first.content.decode()
    assert "ordering=title" in first.content.decode()
