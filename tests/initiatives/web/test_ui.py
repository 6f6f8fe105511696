"""The tags of the templates: icons, marks, headers, sorting, and how forms are drawn."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from initiatives.accountability.choices import CommitmentState, DeliveryState, ReminderState
from initiatives.base import clock
from initiatives.portfolio.choices import Direction, ImportState, Rating, Stage
from initiatives.shortfalls.choices import Severity, ShortfallState
from initiatives.web import words
from initiatives.web.marks import MARKS, due_mark, mark_of
from initiatives.web.templatetags import ui

STATES = ("on_track", "at_risk", "off_track", "unknown")
VERDICTS = ("accepted", "question", "refused")


def drawn(template: str, **context: object) -> str:
    return Template("{% load ui %}" + template).render(Context(context))


def test_an_icon_is_silent_unless_it_has_a_name() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "inbox" %}')
    named = drawn('{% icon "inbox" "Inbox" %}')
    assert 'role="img" aria-label="Inbox"' in named
    assert "aria-hidden" not in named


@pytest.mark.parametrize(
    "choices",
    [
        Stage,
        Rating,
        Severity,
        Direction,
        CommitmentState,
        ShortfallState,
        ReminderState,
        DeliveryState,
        ImportState,
    ],
)
def test_every_state_of_the_domain_has_a_mark(choices: type[Stage]) -> None:
    assert {value for value in choices.values if value not in MARKS} == set()


@pytest.mark.parametrize("kind", [STATES, VERDICTS, tuple(Rating), tuple(Severity)])
def test_states_of_one_kind_differ_in_shape_and_word(kind: tuple[str, ...]) -> None:
    assert len({mark_of(state).icon for state in kind}) == len(kind)
    assert len({mark_of(state).word for state in kind}) == len(kind)


def test_unknown_never_looks_like_on_track() -> None:
    assert MARKS["unknown"].tone != MARKS["on_track"].tone


def test_a_mark_says_its_word_and_takes_another() -> None:
    assert "On track" in drawn('{% mark "on_track" %}')
    assert "No owner" in drawn('{% mark "unknown" "No owner" %}')
    assert "&lt;b&gt;" in drawn("{% mark value %}", value="<b>")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-6, "Overdue 6 days"),
        (-1, "Overdue 1 day"),
        (0, "Due today"),
        (1, "Due tomorrow"),
        (3, "Due in 3 days"),
    ],
)
def test_a_due_date_says_how_far_off_it_is(days: int, words: str) -> None:
    assert due_mark(days).word == words
    assert words in drawn("{% due days %}", days=days)


def test_a_commitment_that_is_closed_shows_its_state_and_not_its_due_date() -> None:
    owner = SimpleNamespace(time_zone="UTC")
    one = SimpleNamespace(state="fulfilled", due_on=date(2020, 1, 1), owner=owner)
    assert "Fulfilled" in drawn("{% commitment_mark one %}", one=one)


def test_nobody_shows_as_unknown_and_a_name_is_never_markup() -> None:
    assert "No owner" in drawn("{% person none %}", none=None)
    assert "No sponsor" in drawn('{% person none "No sponsor" %}', none=None)
    mallory = SimpleNamespace(pk=7, name="<script>")
    assert "&lt;script&gt;" in drawn("{% person who %}", who=mallory)


def test_days_and_moments_are_written_out_in_the_readers_zone() -> None:
    late = datetime(2026, 11, 18, 3, 30, tzinfo=UTC)
    with timezone.override("America/Los_Angeles"):
        assert ">17 Nov 2026, 19:30<" in drawn("{{ at|moment }}", at=late)
    assert drawn("{{ d|day }}", d=date(2026, 11, 7)) == (
        '<time datetime="2026-11-07">7 Nov 2026</time>'
    )
    assert ">7 Nov<" in drawn("{{ d|short_day }}", d=date(2026, 11, 7))
    assert "Not set" in drawn("{{ d|day }}", d=None)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 17), "6 days ago"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 12, 1), "in 8 days"),
    ],
)
def test_since_counts_whole_days_of_the_readers_calendar(day: date, words: str) -> None:
    in_utc_already_tomorrow = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
    with clock.at(in_utc_already_tomorrow), timezone.override("America/Los_Angeles"):
        assert f">{words}<" in drawn("{{ d|since }}", d=day)


def test_numbers_and_their_nouns() -> None:
    forms = '{{ n|counted:"entity,entities" }}'
    assert [drawn(forms, n=n) for n in (0, 1, 1200)] == [
        "no entities",
        "1 entity",
        "1,200 entities",
    ]
    assert [drawn("{{ n|in_words }}", n=n) for n in (0, 5, 11)] == ["No", "Five", "11"]


def test_changes_of_an_event_are_read_as_people_say_them() -> None:
    event = SimpleNamespace(
        before={"due_on": "2026-11-10", "owner": {"id": 1, "label": "Ada"}, "stage": "testing"},
        after={
            "due_on": "2026-12-01",
            "owner": None,
            "principles": [{"id": 3, "label": "3. A"}],
            "times_reopened": 0,
            "closed_at": "2026-12-01T15:37:57.557186+00:00",
            "row": {"Due": "2024-02-30"},
        },
    )
    with timezone.override("America/Los_Angeles"):
        rows = ui.changes(event)
    assert rows == [
        ("Due", "10 Nov 2026", "1 Dec 2026"),
        ("Owner", "Ada", ""),
        ("Stage", "Testing", ""),
        ("Principles", "", "3. A"),
        ("Times reopened", "", "0"),
        ("Closed at", "", "1 Dec 2026, 07:37"),
        ("Row", "", "Due: 2024-02-30"),
    ]


def sort_header(query: str) -> str:
    return drawn('{% sort_header "due_on" "Due" %}', request=RequestFactory().get("/" + query))


def test_a_sort_link_keeps_the_filters_and_leaves_the_page() -> None:
    made = sort_header("?stage=testing&page=3")
    assert "stage=testing" in made
    assert "ordering=due_on" in made
    assert "page=" not in made
    assert "aria-sort" not in made


def test_a_sorted_column_says_so_and_turns_round() -> None:
    assert 'aria-sort="ascending"' in sort_header("?ordering=due_on")
    assert "ordering=-due_on" in sort_header("?ordering=due_on")
    assert 'aria-sort="descending"' in sort_header("?ordering=-due_on")
    assert "ordering=due_on" in sort_header("?ordering=-due_on")


def test_a_page_header_escapes_its_title_and_leaves_out_what_is_empty() -> None:
    made = drawn("{% page_header title %} {% endpage_header %}", title="<b>")
    assert "<h1>&lt;b&gt;</h1>" in made
    assert "actions" not in made
    assert "lede" not in made


def test_a_sheet_is_named_by_its_heading() -> None:
    made = drawn('{% sheet "Due this week" count=0 %}Body{% endsheet %}')
    assert 'aria-labelledby="due-this-week-title"' in made
    assert 'id="due-this-week-title"' in made
    assert '<span class="count">0</span>' in made


def test_the_demonstration_says_what_it_is_even_on_pages_without_context(
    settings: LazySettings,
) -> None:
    banner = "Demonstration system: nothing here is real"
    settings.DEMO = True
    assert banner in render_to_string("500.html")
    settings.DEMO = False
    assert banner not in render_to_string("500.html")


def test_a_refusal_is_shown_as_text() -> None:
    made = render_to_string("403.html", {"exception": "Ask <Ada>."})
    assert "Ask &lt;Ada&gt;." in made


def test_a_gate_says_what_is_missing_and_where_to_add_it() -> None:
    gate = {"missing": [("Name an owner.", "/edit/")], "done": ["It has a principle."]}
    made = render_to_string("components/gate.html", gate)
    assert '<a href="/edit/">Name an owner.</a>' in made
    assert made.index("Missing:") < made.index("Done:")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 seconds"),
        (0.25, "0.2 seconds"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (7_199, "1 hour"),
        (200_000, "2 days"),
    ],
)
def test_a_span_is_said_in_its_largest_unit(seconds: float, said: str) -> None:
    assert words.span_in_words(seconds) == said


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["14"], "14"), (["14", "3", "1"], "14, 3 and 1")]
)
def test_what_is_said_one_after_another_is_joined(parts: list[str], said: str) -> None:
    assert words.listed(parts) == said
