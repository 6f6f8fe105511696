"""Frameworks and their versions as pages; bringing in a version by a file."""

from base64 import b64encode
from io import BytesIO

import pytest
from django.urls import reverse

from initiatives.framework.loading import read_framework
from initiatives.framework.models import Framework
from initiatives.history.models import Event
from initiatives.portfolio.services import put_in_force
from tests.initiatives.framework.editions import file_of, said
from tests.initiatives.web.forms import fields_of
from tests.initiatives.web.who import EVERYONE, those_let_in

LIST, UPLOAD = reverse("framework_list"), reverse("framework_upload")
PUT = reverse("framework_put")


def text(answer):
    return answer.content.decode()


def sent(browser, content):
    """The preview of a file."""
    file = BytesIO(content)
    file.name = "ours.yaml"
    return browser.post(UPLOAD, {"file": file})


def said_yes(browser, preview, **changes):
    return browser.post(PUT, fields_of(preview) | {"reason": "Decided by the board."} | changes)


@pytest.fixture
def first(cast):
    return put_in_force(content=said("We listen.", "We act.", mission=["Care"]))[0]


def test_everyone_reads_every_version_and_stewards_of_all_bring_in(cast, browse, first):
    for url in (LIST, reverse("framework", args=[first.pk])):
        assert those_let_in(cast, browse, url) == set(EVERYONE)
    assert those_let_in(cast, browse, UPLOAD) == {"lee", "root"}
    assert UPLOAD in text(browse(cast.lee).get(LIST))
    assert UPLOAD not in text(browse(cast.bob).get(LIST))


def test_a_version_is_seen_first_word_by_word_and_then_put_in_force(cast, browse, first):
    browser = browse(cast.lee)
    preview = sent(browser, file_of("2", "We listen well.", "", "We ask.", mission=["Cure"]))
    shown = text(preview)
    assert preview.status_code == 200
    for words in ("New", "Changed", "Withdrawn", "Version 1", "They stay as they are."):
        assert words in shown
    assert '<ins><span class="visually-hidden">now: </span>listen well.</ins>' in shown
    assert '<del><span class="visually-hidden">was: </span>Care</del>' in shown
    assert Framework.objects.filter(key="ours").count() == 1
    answer = said_yes(browser, preview)
    made = Framework.objects.get(key="ours", in_force=True)
    assert answer.url == reverse("framework", args=[made.pk])
    assert (made.edition, Event.objects.latest("pk").actor) == ("2", cast.lee)
    page = text(browser.get(answer.url))
    assert "Decided by the board." in page
    assert "What it changed of version 1" in page
    assert "An earlier version" in text(browser.get(reverse("framework", args=[first.pk])))


def test_the_same_file_twice_would_change_nothing(cast, browse, first):
    shown = text(sent(browse(cast.lee), file_of("1", "We listen.", "We act.", mission=["Care"])))
    assert "Nothing would change" in shown
    assert PUT not in shown


def test_the_file_of_a_version_can_be_sent_again(cast, browse, first):
    browser = browse(cast.bob)
    answer = browser.get(reverse("framework_file", args=[first.pk]))
    assert 'filename="ours-1.yaml"' in answer["Content-Disposition"]
    assert "Nothing would change" in text(sent(browse(cast.lee), answer.content))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a: [", "Line 2, column 1: The file is not YAML"),
        (b"x: &x [*x]", "stands for nothing above"),
        (file_of("2", "<b>Loud</b>"), "principles[1].statement has HTML"),
        (file_of("2", color="red"), "color is not a part that is read here"),
        (file_of("1", "Other words."), "Give the changed text a new version"),
        (b"", "This file is empty"),
        (b"x" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_what_cannot_be_taken_says_where_and_changes_nothing(cast, browse, first, content, says):
    answer = sent(browse(cast.lee), content)
    assert answer.status_code == 422
    assert says in text(answer)
    assert Framework.objects.filter(key="ours").count() == 1


def test_without_a_reason_the_preview_is_shown_again(cast, browse, first):
    browser = browse(cast.lee)
    answer = said_yes(browser, sent(browser, file_of("2", "We do.")), reason=" ")
    assert answer.status_code == 422
    assert "Word by word" in text(answer)
    assert said_yes(browser, answer).status_code == 302


@pytest.mark.parametrize("content", ["", "no base64!", b64encode(b"a: [").decode()])
def test_a_yes_without_its_file_starts_again(cast, browse, first, content):
    answer = browse(cast.lee).post(PUT, {"content": content, "instead_of": "0", "reason": "Why."})
    assert answer.status_code == 422
    assert "Choose the file again" in text(answer)
    assert browse(cast.lee).get(PUT).url == UPLOAD


def test_whoever_may_not_is_refused_by_either_step(cast, browse, first):
    assert sent(browse(cast.erin), file_of("2")).status_code == 403
    given = {"content": b64encode(file_of("2")).decode(), "instead_of": first.pk, "reason": "Why."}
    assert browse(cast.erin).post(PUT, given).status_code == 403


def test_what_came_in_force_meanwhile_is_compared_before_a_second_yes(cast, browse, first):
    browser = browse(cast.lee)
    preview = sent(browser, file_of("3", "We do."))
    put_in_force(content=read_framework(file_of("2", "We hear.")))
    warned = said_yes(browser, preview)
    assert warned.status_code == 409
    assert "Version 2" in text(warned)
    assert said_yes(browser, warned).status_code == 302
    assert Framework.objects.get(key="ours", in_force=True).edition == "3"


def test_a_double_click_puts_in_force_once(cast, browse, first):
    browser = browse(cast.lee)
    preview = sent(browser, file_of("2", "We do."))
    assert said_yes(browser, preview).url == said_yes(browser, preview).url
    assert Event.objects.filter(verb="put in force", after__has_key="digest").count() == 2


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_takes_the_same_queries_however_long(cast, browse, count_queries, many):
    for number in range(many):
        put_in_force(content=said(f"We listen {number}.", edition=str(number)))
    assert count_queries(browse(cast.lee), LIST) == 8
