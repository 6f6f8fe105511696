import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.framework.models import Definition
from initiatives.framework.services import approve_definition
from tests.factories import make_initiative
from tests.initiatives.web.forms import fill_in

LIST = "/definitions/"
APPROVE = "/definitions/approve/"
NEW = {
    "term": "equity",
    "text": "Each gets what they need.",
    "source": "A report, 2020",
    "approver": "The equity council",
}


def approve(cast, **changes):
    values = NEW | {"source_url": "", "approved_on": clock.today()} | changes
    return approve_definition(actor=cast.lee, **values)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("lee", 200),
        ("root", 200),
        ("alice", 403),
        ("bob", 403),
        ("charlie", 403),
        ("erin", 403),
        ("ada", 403),
        ("nobody", 403),
    ],
)
def test_who_may_approve(cast, browse, name, status):
    client = browse(getattr(cast, name))
    assert client.get(APPROVE).status_code == status
    assert (APPROVE in client.get(LIST).content.decode()) == (status == 200)


def test_a_new_version_comes_in_force_and_the_older_stays_readable(cast, browse):
    old = approve(cast)
    client = browse(cast.lee)
    answer = fill_in(client, f"{APPROVE}?term=equity", **(NEW | {"text": "And repair."}))
    assert answer.status_code == 302
    new = Definition.objects.get(number=2)
    assert answer.url == reverse("definition", args=[new.pk])

    shown = client.get(reverse("definition", args=[old.pk])).content.decode()
    assert "Each gets what they need." in shown
    assert "A newer version is in force" in shown
    listed = client.get(LIST).context["terms"]
    assert [[one.number for one in versions] for versions in listed] == [[2, 1]]


def test_a_new_version_starts_from_the_one_in_force(cast, browse):
    approve(cast)
    form = browse(cast.lee).get(f"{APPROVE}?term=equity").context["form"]
    assert form["text"].value() == "Each gets what they need."
    assert form["approved_on"].value() == clock.today(cast.lee.time_zone)


def test_who_cites_a_version_is_listed_as_far_as_the_viewer_may_see(cast, browse):
    old = approve(cast)
    make_initiative(cast.lee, cast.hospital, "Cites the first")
    new = approve(cast, text="And repair.")
    make_initiative(cast.lee, cast.hospital, "Cites the second")
    client = browse(cast.lee)

    def citing(one, who=client):
        return [row.title for row in who.get(reverse("definition", args=[one.pk])).context["rows"]]

    assert citing(old) == ["Cites the first"]
    assert citing(new) == ["Cites the second"]
    assert citing(old, browse(cast.nobody)) == []


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"text": ""}, "text"),
        ({"source": " "}, "source"),
        ({"approver": ""}, "approver"),
        ({"approved_on": "soon"}, "approved_on"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"term": "x" * 61}, "term"),
    ],
)
def test_what_cannot_be_approved_is_said_beside_its_field(cast, browse, sent, field):
    answer = fill_in(browse(cast.lee), APPROVE, **(NEW | sent))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Definition.objects.exists()


def test_markup_in_a_definition_is_shown_as_text(cast, browse):
    made = approve(cast, text="<script>alert(1)</script>", source="<b>x</b>")
    for url in (LIST, reverse("definition", args=[made.pk])):
        text = browse(cast.nobody).get(url).content.decode()
        assert "<script>alert" not in text
        assert "<b>x" not in text


@pytest.mark.parametrize("rows", [1, 3])
def test_one_definition_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    for number in range(rows):
        approve(cast, term=f"term {number}")
        approve(cast, term=f"term {number}", text="Again.")
        make_initiative(cast.lee, cast.hospital)
    client = browse(cast.lee)
    assert count_queries(client, LIST) == 5
    first = Definition.objects.get(term="term 0", number=2)
    assert count_queries(client, reverse("definition", args=[first.pk])) == 8
