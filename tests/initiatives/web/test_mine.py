from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.accountability.models import Commitment
from initiatives.accountability.services import acknowledge, fulfil
from initiatives.base import clock
from initiatives.web.words import day_in_words
from tests.factories import make_promise, make_user

URL = "/mine/"


def late(cast, owner, days=5, title="", **fields):
    """A commitment that has been overdue for so many days."""
    with clock.at(clock.now() - timedelta(days=days + 2)):
        return make_promise(cast.lee, owner, 2, title, **fields)


def parts(answer):
    return {
        part["title"]: [row.commitment.title for row in part["rows"]]
        for part in answer.context["parts"]
    }


def test_everything_that_carries_ones_name_in_the_order_to_take_it(cast, browse):
    here = {"initiative": cast.initiative}
    late(cast, cast.alice, 6, "Answer the council", **here)
    late(cast, cast.alice, 2, "Show the data", **here)
    late(cast, cast.bob, 3, "Fund the post", **here)
    make_promise(cast.lee, cast.alice, 0, "Today", **here)
    make_promise(cast.lee, cast.alice, 7, "In a week", **here)
    make_promise(cast.lee, cast.alice, 8, "After that", **here)
    make_promise(cast.lee, cast.bob, 3, "Bob's and not late", **here)
    answer = browse(cast.alice).get(URL)
    assert answer.context["sentence"] == "Five items carry your name. Two are overdue."
    assert parts(answer) == {
        "Overdue": ["Answer the council", "Show the data"],
        "Due this week": ["Today", "In a week"],
        "Later": ["After that"],
        "Waiting on others": ["Fund the post"],
    }
    assert "Waiting on Bob" in answer.content.decode()


@pytest.mark.parametrize(
    ("overdue", "soon", "later", "sentence"),
    [
        (0, 0, 0, "Nothing carries your name today."),
        (1, 0, 0, "One item carries your name. It is overdue."),
        (0, 1, 0, "One item carries your name. It is not due yet."),
        (1, 1, 0, "Two items carry your name. One is overdue."),
        (0, 1, 1, "Two items carry your name. None is overdue; one falls due this week."),
        (0, 0, 2, "Two items carry your name. None is overdue or due this week."),
        (0, 11, 0, "11 items carry your name. None is overdue; 11 fall due this week."),
    ],
)
def test_the_first_sentence_counts(cast, browse, overdue, soon, later, sentence):
    here = {"initiative": cast.initiative}
    for _ in range(overdue):
        late(cast, cast.alice, **here)
    for _ in range(soon):
        make_promise(cast.lee, cast.alice, 3, **here)
    for _ in range(later):
        make_promise(cast.lee, cast.alice, 30, **here)
    assert browse(cast.alice).get(URL).context["sentence"] == sentence


def test_with_nothing_to_do_now_it_says_when_the_next_item_falls_due(cast, browse):
    made = make_promise(cast.lee, cast.alice, 30, initiative=cast.initiative)
    text = browse(cast.alice).get(URL).content.decode()
    assert f"The next item falls due on {day_in_words(made.due_on)}." in text


def test_with_nothing_at_all_it_says_what_will_appear(cast, browse):
    answer = browse(cast.nobody).get(URL)
    assert parts(answer) == {}
    assert "Nothing to do" in answer.content.decode()


def test_a_row_offers_one_action_first_to_acknowledge_then_to_fulfil(cast, browse):
    made = make_promise(cast.lee, cast.alice, 3, initiative=cast.initiative)
    client = browse(cast.alice)
    first = client.get(URL).content.decode()
    url = reverse("commitment_acknowledge", args=[made.pk]) + "?from=mine"
    assert f'action="{url}"' in first
    assert reverse("commitment_fulfil", args=[made.pk]) not in first

    answer = client.post(url, {"version": made.version}, follow=True)

    assert answer.redirect_chain == [(URL, 302)]
    assert "is acknowledged" in answer.content.decode()
    assert reverse("commitment_fulfil", args=[made.pk]) in answer.content.decode()
    assert Commitment.objects.get().acknowledged_at is not None


def test_a_second_click_on_acknowledge_changes_nothing_and_is_no_conflict(cast, browse):
    made = make_promise(cast.lee, cast.alice, 3, initiative=cast.initiative)
    client = browse(cast.alice)
    url = reverse("commitment_acknowledge", args=[made.pk]) + "?from=mine"
    answers = [client.post(url, {"version": made.version}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Commitment.objects.get().version == made.version + 1


def test_what_others_promised_is_only_waited_for(cast, browse):
    made = late(cast, cast.bob, initiative=cast.initiative)
    text = browse(cast.sam).get(URL).content.decode()
    assert "Waiting on others" in text
    assert reverse("commitment_acknowledge", args=[made.pk]) not in text


def test_what_is_fulfilled_is_gone(cast, browse):
    made = make_promise(cast.lee, cast.alice, 3, initiative=cast.initiative)
    fulfil(actor=cast.alice, commitment=made, evidence="It hangs on the wall.")
    assert browse(cast.alice).get(URL).context["inbox"].total == 0


def test_each_section_links_to_exactly_what_it_counts(cast, browse):
    here = {"initiative": cast.initiative}
    for days in (1, 30):
        late(cast, cast.alice, days, **here)
    for days in (0, 7, 8, 60):
        make_promise(cast.lee, cast.alice, days, **here)
    client = browse(cast.alice)
    for part in client.get(URL).context["parts"]:
        assert client.get(part["url"]).context["count"] == part["total"] == 2


def test_overdue_is_judged_by_ones_own_calendar(cast, browse):
    far = make_user("Fetu", time_zone="Pacific/Kiritimati")
    near = make_user("Nia", time_zone="Pacific/Pago_Pago")
    for owner in (far, near):
        make_promise(cast.lee, owner, 0, entity=cast.hospital)
    with clock.at(clock.now() + timedelta(days=1)):
        assert browse(far).get(URL).context["inbox"].overdue.total == 1
        assert browse(near).get(URL).context["inbox"].overdue.total == 1
    assert browse(near).get(URL).context["inbox"].overdue.total == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_one_item_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    for _ in range(rows):
        made = late(cast, cast.alice, initiative=cast.initiative)
        acknowledge(actor=cast.alice, commitment=made)
        late(cast, cast.bob, initiative=cast.initiative)
        make_promise(cast.lee, cast.alice, initiative=cast.initiative)
    client = browse(cast.alice)
    assert count_queries(client, URL) == 7
