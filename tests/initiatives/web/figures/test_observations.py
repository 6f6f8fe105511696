import pytest

from initiatives.history.models import Event
from tests.initiatives.measures.making import (
    groups_of,
    month,
)
from tests.initiatives.web.figures.recording import list_of, record
from tests.initiatives.web.who import statuses


def test_who_sees_it(cast, browse, measure, row):
    assert statuses(cast, browse, list_of(measure)) == {
        "alice": 200,
        "bob": 200,
        "sam": 200,
        "charlie": 404,
        "erin": 200,
        "ada": 200,
        "lee": 200,
        "root": 200,
        "nobody": 404,
    }


def test_a_row_says_who_entered_it_under_which_definition_and_what_it_says(cast, browse, measure):
    record(
        cast,
        measure,
        month(
            9,
            numerator=48,
            denominator=600,
            note="Two wards",
            source="Report 12",
            excluded_because="A strike",
        ),
    )
    text = browse(cast.alice).get(list_of(measure)).content.decode()
    for said in (
        *("Sep 2026", "48 of 600", "8.0 %", "Final", "Bob, definition 1"),
        *("Note: Two wards", "Source: Report 12", "Left out of the limits: A strike"),
    ):
        assert said in text


def test_what_was_there_before_stays_with_who_changed_it_and_why(cast, browse, measure, row):
    record(cast, measure, month(9, numerator=52, denominator=600, because="Four came late"))
    text = browse(cast.alice).get(list_of(measure)).content.decode()
    for said in ("52 of 600", "Corrected 1 time", "48 of 600", "Four came late"):
        assert said in text


def test_small_counts_and_all_texts_are_kept_from_who_does_not_hold_the_data_role(
    cast, browse, measure, origin
):
    keys = groups_of(origin)
    secret = "It was 7341 people"
    for numerator in (8, 7):
        record(
            cast,
            measure,
            month(9, numerator=500, denominator=5100, note=secret),
            month(
                9,
                stratum=keys["a"],
                numerator=numerator,
                denominator=1009,
                note=secret,
                source=secret,
                excluded_because=secret,
                because=secret,
            ),
            month(9, stratum=keys["b"], numerator=293, denominator=2032),
            month(9, stratum=keys["c"], numerator=200, denominator=2059),
        )
    client = browse(cast.erin)
    answer = client.get(list_of(measure))
    text = answer.content.decode()
    assert "500 of 5,100" in text
    assert text.count('<span class="muted">Masked</span>') == 2
    for told in ("7341", "7 of", "8 of", "1,009", "Corrected", "/correct/", "Bob"):
        assert told not in text
    assert "Left out of the limits" in text
    assert all(one.kept is None for one in answer.context["shown"])
    assert not Event.objects.filter(verb="saw counts of").exists()


def test_no_filter_or_order_tells_a_figure(cast, browse, measure, origin):
    keys = groups_of(origin)
    record(
        cast,
        measure,
        *(
            month(9, stratum=keys[code], numerator=count, denominator=100)
            for code, count in (("a", 9), ("b", 3), ("c", 5))
        ),
    )
    usual = browse(cast.erin).get(list_of(measure)).context["shown"]
    for ordering in ("numerator", "-numerator", "-value", "id"):
        answer = browse(cast.erin).get(list_of(measure, ordering=ordering, numerator=9))
        assert answer.context["shown"] == usual


def test_that_counts_were_seen_is_noted(cast, browse, measure, row):
    browse(cast.lee).get(list_of(measure))
    assert Event.objects.filter(verb="saw counts of", actor=cast.lee).count() == 1


def test_it_is_filtered_by_vocabulary_group_and_state(cast, browse, measure, origin):
    keys = groups_of(origin)
    record(
        cast,
        measure,
        month(9, numerator=48, denominator=600, state="provisional"),
        month(9, stratum=keys["a"], numerator=3, denominator=60),
        month(9, stratum=keys["b"], numerator=4, denominator=70),
    )
    client = browse(cast.bob)

    def shown(**query):
        return [one.group for one in client.get(list_of(measure, **query)).context["shown"]]

    assert shown() == ["Everybody", "Group a", "Group b"]
    assert shown(vocabulary=origin.pk) == ["Group a", "Group b"]
    assert shown(group=keys["b"]) == ["Group b"]
    assert shown(everybody="true") == ["Everybody"]
    assert shown(state="provisional") == ["Everybody"]
    assert shown(since="2026-10-01") == []
    assert client.get(list_of(measure, group="x")).status_code == 400


def test_periods_without_figures_are_named_with_where_to_enter_them(cast, browse, measure):
    record(cast, measure, month(6, numerator=48, denominator=600))
    text = browse(cast.bob).get(list_of(measure)).content.decode()
    for number, name in ((7, "Jul"), (8, "Aug"), (9, "Sep")):
        assert f"?period=2026-0{number}-01" in text
        assert f"{name} 2026" in text
    assert "?period=" not in browse(cast.erin).get(list_of(measure)).content.decode()


def test_an_empty_list_says_what_to_do(cast, browse, measure):
    assert "Enter the first period" in browse(cast.bob).get(list_of(measure)).content.decode()
    text = browse(cast.erin).get(list_of(measure)).content.decode()
    assert "No figures yet" in text
    assert "/enter/" not in text


def test_a_note_with_markup_is_shown_as_text(cast, browse, measure):
    record(cast, measure, month(9, numerator=1, denominator=2, note="<script>x</script>"))
    assert "<script>x" not in browse(cast.bob).get(list_of(measure)).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("bob", 11), ("erin", 15)])
def test_one_figure_and_three_take_the_same_queries(
    cast, browse, count_queries, measure, origin, rows, name, queries
):
    keys = groups_of(origin)
    for number in range(7, 7 + rows):
        entry = {"stratum": keys["a"], "denominator": 90, "because": "Counted anew"}
        record(cast, measure, month(number, numerator=30, **entry))
        record(cast, measure, month(number, numerator=31, **entry))
    assert count_queries(browse(getattr(cast, name)), list_of(measure)) == queries
