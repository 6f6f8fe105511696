import random
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.framework.models import Framework, Principle
from initiatives.people.models import Entity
from initiatives.web.frame.tiles import tile
from tests.factories import (
    make_entity,
    make_initiative,
    make_promise,
    make_shortfall,
)
from tests.initiatives.web.who import EVERYONE, statuses

URL = "/status/"
CELL = "/status/cell/"
LISTS = {
    "initiatives": ("initiatives", "initiatives_query"),
    "overdue": ("commitments", "overdue_query"),
    "open_shortfalls": ("shortfalls", "shortfalls_query"),
}
COUNT = re.compile(r'<a (?:class="late" )?href="([^"]+)" title="[^"]+">.*?</svg>(\d+)<')


def matrix_of(client, **query):
    return client.get(URL, query).context["matrix"]


def cells_of(matrix):
    return [cell for row in matrix.rows for cell in row.cells]


def late(cast, owner, **fields):
    with clock.at(clock.now() - timedelta(days=40)):
        return make_promise(cast.lee, owner, random.Random(owner.pk).randint(1, 30), **fields)


def test_principles_are_rows_and_entities_are_columns(cast, browse):
    matrix = matrix_of(browse(cast.erin))
    assert [column.entity for column in matrix.columns] == [cast.system, cast.clinic, cast.hospital]
    assert [row.principle for row in matrix.rows] == cast.principles


def test_a_state_is_told_by_a_word_and_a_shape(cast, browse):
    make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity="severe")
    text = browse(cast.erin).get(URL).content.decode()
    assert re.search(r'<span class="mark alarm"><svg class="icon".*?Off track</span>', text)
    assert re.search(r'<span class="mark neutral"><svg class="icon".*?No initiative</span>', text)


def test_a_principle_that_nothing_serves_shows_as_a_gap_and_never_as_on_track(cast, browse):
    for cell in matrix_of(browse(cast.erin)).rows[2].cells:
        assert cell.is_gap
        assert cell.state == "unknown"


def test_a_column_leads_down_and_the_crumbs_lead_up(cast, browse):
    ward = make_entity("Ward", cast.hospital)
    client = browse(cast.erin)
    assert f'href="{URL}?entity={cast.hospital.pk}"' in client.get(URL).content.decode()
    below = client.get(URL, {"entity": cast.hospital.pk})
    assert [column.entity for column in below.context["matrix"].columns] == [cast.hospital, ward]
    assert below.context["crumbs"] == [("System", f"{URL}?entity={cast.system.pk}")]


def test_a_narrow_screen_shows_one_entity_and_lets_one_choose(cast, browse):
    client = browse(cast.erin)
    first = client.get(URL)
    assert [head.shown for head in first.context["heads"]] == [True, False, False]
    chosen = client.get(URL, {"entity": cast.system.pk, "only": cast.hospital.pk})
    assert [head.shown for head in chosen.context["heads"]] == [False, False, True]
    text = chosen.content.decode()
    assert f'<option value="{cast.hospital.pk}" selected>' in text
    assert text.count('class="cell') - text.count('class="cell-') == 9
    assert len(re.findall(r'<td class="cell [^"]*shown"', text)) == 3


@pytest.mark.parametrize("only", ["", "987654"])
def test_a_column_that_there_is_not_shows_the_first(cast, browse, only):
    heads = browse(cast.erin).get(URL, {"only": only}).context["heads"]
    assert [head.shown for head in heads] == [True, False, False]


@pytest.mark.parametrize(
    "query",
    ["entity=x", "entity=0", "entity=-1", "entity=987654", "entity=" + "9" * 30, "entity=%00"],
)
def test_the_status_of_an_entity_that_there_is_not(cast, browse, query):
    assert browse(cast.erin).get(f"{URL}?{query}").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["", "principle=1", "entity=1", "principle=x&entity=1", "principle=987654&entity=987654"],
)
def test_a_cell_that_there_is_not(cast, browse, query):
    assert browse(cast.erin).get(f"{CELL}?{query}").status_code == 404


def test_without_a_framework_the_page_leads_to_where_one_is_brought_in(cast, browse):
    Framework.objects.update(in_force=False)
    assert reverse("framework_list") in browse(cast.erin).get(URL).content.decode()


def test_everyone_opens_the_status_and_counts_what_they_may_see(cast, browse):
    assert set(statuses(cast, browse, URL).values()) == {200}
    counted = {
        name: sum(cell.initiatives for cell in matrix_of(browse(getattr(cast, name))).rows[0].cells)
        for name in EVERYONE
    }
    assert counted == {
        "alice": 2,
        "bob": 2,
        "sam": 2,
        "charlie": 0,
        "erin": 2,
        "ada": 2,
        "lee": 2,
        "root": 2,
        "nobody": 0,
    }


def test_what_needs_a_decision_is_named_with_its_next_step(cast, browse):
    for _ in range(5):
        made = make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity="severe")
    answer = browse(cast.erin).get(URL)
    assert len(answer.context["decisions"]) == 3
    text = answer.content.decode()
    assert "Needs your decision" in text
    assert text.count('<ol class="decisions">') == 1
    for choice in answer.context["decisions"]:
        assert browse(cast.erin).get(choice.url).status_code == 200
        for _, url in choice.actions:
            assert browse(cast.erin).get(url).status_code == 200
    assert made.reference


def test_where_nothing_needs_a_decision_the_page_says_so(cast, browse):
    assert "Nothing waits for your decision" in browse(cast.nobody).get(URL).content.decode()


def test_a_cell_opens_to_its_reasons_and_to_what_it_counts(cast, browse):
    first = cast.principles[0]
    make_shortfall(cast.lee, cast.hospital, first, "Letters only in English", severity="severe")
    late(cast, cast.alice, title="Hire two", initiative=cast.initiative)
    query = {"principle": first.pk, "entity": cast.system.pk}
    answer = browse(cast.erin).get(CELL, query)
    text = answer.content.decode()
    for words in (
        "Off track",
        "1 high or severe shortfall has no owner or no commitment that answers it.",
        "Better interpreters",
        "Hire two",
        "Letters only in English",
        "We live principle 1.",
    ):
        assert words in text, words
    for part in ("initiatives", "overdue", "shortfalls"):
        shown = answer.context[part]
        assert len(shown.rows) == shown.count == 1
        assert browse(cast.erin).get(shown.url).context["count"] == 1


def test_a_cell_shows_nothing_that_one_may_not_see(cast, browse):
    query = {"principle": cast.principles[0].pk, "entity": cast.system.pk}
    text = browse(cast.charlie).get(CELL, query).content.decode()
    assert "Better interpreters" not in text


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_number_of_the_matrix_is_the_length_of_the_list_that_it_links_to(cast, browse, seed):
    grow(cast, random.Random(seed))
    for person in (cast.lee, cast.charlie, cast.alice):
        client = browse(person)
        for entity in (cast.system, cast.hospital):
            for cell in cells_of(matrix_of(client, entity=entity.pk)):
                for name, (list_name, query) in LISTS.items():
                    found = tile(person, list_name, name, getattr(cell, query)).count
                    assert found == getattr(cell, name), (person.name, cell.entity.name, name)


def test_the_links_as_drawn_lead_to_lists_of_that_length(cast, browse):
    grow(cast, random.Random(4))
    client = browse(cast.alice)
    links = COUNT.findall(client.get(URL).content.decode())
    assert len(links) > 5
    for url, number in links:
        assert client.get(url.replace("&amp;", "&")).context["count"] == int(number) > 0


def grow(cast, chance):
    """A deeper tree with random work, promises and shortfalls in it."""
    for number in range(4):
        make_entity(f"Ward {number}", chance.choice([cast.hospital, cast.clinic]))
    places = list(Entity.objects.order_by("pk"))
    people = [cast.alice, cast.bob, cast.charlie]
    for _ in range(6):
        made = make_initiative(
            cast.lee,
            chance.choice(places),
            entities=tuple(chance.sample(places, 2)),
            owner=chance.choice([None, *people]),
            principles=chance.sample(cast.principles, chance.randint(0, 3)),
        )
        for _ in range(chance.randint(0, 2)):
            late(cast, chance.choice(people), initiative=made)
        make_promise(cast.lee, chance.choice(people), initiative=made)
    for _ in range(6):
        found = make_shortfall(
            cast.lee, chance.choice(places), chance.choice(cast.principles), owner=cast.alice
        )
        if chance.random() < 0.6:
            late(cast, chance.choice(people), shortfall=found)
    late(cast, cast.alice, entity=chance.choice(places))


@pytest.mark.parametrize("size", [1, 3])
def test_one_row_and_three_rows_take_the_same_queries(cast, browse, count_queries, size):
    cast.initiative.alignments.exclude(principle=cast.principles[0]).delete()
    Principle.objects.exclude(pk__in=[one.pk for one in cast.principles[:size]]).delete()
    for _ in range(size):
        make_entity("", cast.hospital)
        made = make_initiative(
            cast.lee, cast.hospital, principles=cast.principles[:1], owner=cast.alice
        )
        late(cast, cast.alice, initiative=made)
        make_shortfall(cast.lee, cast.hospital, cast.principles[0], severity="severe")
    client = browse(cast.erin)
    cell = f"{CELL}?principle={cast.principles[0].pk}&entity={cast.hospital.pk}"
    assert count_queries(client, f"{URL}?entity={cast.hospital.pk}") == 24
    assert count_queries(client, cell) == 18


def test_the_chooser_of_a_narrow_screen_needs_no_script(cast, browse):
    text = browse(cast.erin).get(URL).content.decode()
    form = text[text.index('<form method="get" action="/status/"') :]
    assert f'name="entity" value="{cast.system.pk}"' in form
    assert '<button class="button secondary">' in form
