"""Every list as a file: as many rows as its page says, for whoever asks, and nothing that runs."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import get_resolver, reverse

from initiatives.base import clock
from initiatives.base.errors import NotAllowed
from initiatives.base.sheets.writing import STARTS_A_FORMULA, is_number
from initiatives.exports.services import ask_for_export, make_now
from initiatives.exports.tables import TABLES
from initiatives.people.models import Entity, User
from initiatives.portfolio.queries import cycles
from initiatives.web.frame import ListPage
from initiatives.web.frame.lists import FILES, LISTS
from tests.api.world import World
from tests.factories import rolled_back
from tests.initiatives.exports.making import content, in_folder

pytestmark = pytest.mark.django_db
CAST = ("root", "lee", "alice", "bob", "charlie", "erin", "ada", "nobody")
NARROWING = ("lee", "alice")  # one who sees all, one who sees a part
# Where a list has no file, and why.
WITHOUT = {
    "ObservationList": "A measure's page gives its figures as a file, masked as they are published "
    "and noted where the counts themselves are seen.",
    "Webhooks": "Their addresses are settings of other systems, not work; the API lists them.",
    "Deliveries": "What was sent is deleted after days; programs read it by the API.",
}
# What narrows each list, as somebody would: to some of its rows, or to none.
NARROWED = {
    "initiatives": ("stage=proposed", "q=better&ordering=-title"),
    "workspace": ("stage=closed", "overdue=true"),
    "commitments": ("overdue=true", "kind=action&ordering=-due_on"),
    "shortfalls": ("state=open", "severity=severe"),
    "measures": ("kind=process",),
    "signals": ("state=open",),
    "assessments": ("rating=met", "latest=true&after=2020-01-01"),
    "reviews": ("apart=true", "ordering=-month"),
    "decisions": ("verdict=accept_risk", "decided_after=2020-01-01&decided_before=2020-01-02"),
    "cycles": ("step=plan",),
    "definitions": (),
    "feedback": ("state=received", "set_aside=true"),
    "report_backs": ("state=published",),
    "people": ("q=ali", "seated=false", "idle=true"),
    "entities": ("kind=clinic", "merged=true"),
    "history": ("verb=chartered", "since=2020-01-01&until=2020-01-02"),
    "reminders": ("state=sent",),
    "messages": ("state=pending",),
    "status": ("view=initiatives", "view=time", "population=nobody+at+all"),
}

AT_FIRST = {"history": "subject_kind=initiative"}  # each file that is asked for adds to the whole


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, working_hour):
    """One system for all, built once, in which names would run as formulas if they could."""
    with django_db_blocker.unblock(), rolled_back(), clock.at(working_hour):
        made = World()
        User.objects.update(name=Concat(Value("=1+1 "), F("name")))
        Entity.objects.update(name=Concat(Value("@"), F("name")))
        yield made


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    return in_folder(settings, tmp_path)


def address(name: str) -> str:
    pages = {"reminders": "my_reminders", **LISTS, **FILES}
    return reverse(pages[name])


def of_status(shown: Any) -> int:
    if "matrix" in shown:
        return sum(len(line.cells) for line in shown["lines"])
    return shown["count"] if "served" in shown else len(shown["times"].rows)


COUNTED: dict[str, Callable[[Any], int]] = {
    "definitions": lambda shown: sum(len(versions) for versions in shown["terms"]),
    "entities": lambda shown: shown["count"] if shown["applied"] else shown["standing"],
    "status": of_status,
}


def on_page(person: User, name: str, query: str) -> tuple[str, int] | None:
    """What the page of a list asks for as a file, and how many rows it says; None where refused."""
    if name == "cycles":  # these have no page of their own
        return query, cycles(person).filter(**dict([query.split("=")] if query else [])).count()
    client = Client()
    client.force_login(person)
    answer = client.get(f"{address(name)}?{query}")
    if answer.status_code == 403 or answer.context.get("refusal"):
        return None
    assert answer.status_code == 200, (name, query)
    counted = COUNTED.get(name, lambda shown: shown["count"])(answer.context)
    return answer.context.get("table_query", ""), counted


def rows_of(person: User, name: str, query: str) -> list[list[str]]:
    """The rows of its file, without the head."""
    asked = ask_for_export(actor=person, kind="list_csv", parameters={"list": name, "query": query})
    made = make_now(actor=person, export=asked)
    assert made.state == "done", made.error
    text = content(made).decode()
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert all(len(row) == len(head) for row in rows)
    return rows


@pytest.mark.parametrize("name", TABLES)
def test_a_file_has_the_rows_that_its_page_says(world, name):
    found = 0
    for who in CAST:
        person = User.objects.get(pk=getattr(world, who).pk)
        for query in (AT_FIRST.get(name, ""), *(NARROWED[name] if who in NARROWING else ())):
            said = on_page(person, name, query)
            if said is None:
                with pytest.raises(NotAllowed):
                    rows_of(person, name, query)
                continue
            rows = rows_of(person, name, said[0])
            assert len(rows) == said[1], (who, query)
            assert not [cell for row in rows for cell in row if would_run(cell)]
            found += len(rows)
    assert found


def would_run(cell: str) -> bool:
    return cell.startswith(STARTS_A_FORMULA) and not is_number(cell)


def test_the_hostile_names_are_there(world):
    person = User.objects.get(pk=world.lee.pk)
    assert "'=1+1 Alice" in {row[1] for row in rows_of(person, "people", "")}
    assert "'@Hospital" in {row[1] for row in rows_of(person, "entities", "")}


def every_list() -> set[type[ListPage]]:
    """Each page of the product that is a list."""
    topics: Any = get_resolver("initiatives.web.urls").url_patterns
    pages = [one.callback for topic in topics for one in topic.url_patterns]
    classes = (getattr(page, "view_class", None) for page in pages)
    return {one for one in classes if one and issubclass(one, ListPage)}


def test_every_list_has_a_file_or_a_reason_why_not():
    pages = every_list()
    assert len(pages) > 15
    for page in pages:
        name = page.table_name or page.list_name
        assert (name in TABLES) != (page.__name__ in WITHOUT), page.__name__
    assert set(WITHOUT) <= {page.__name__ for page in pages}
