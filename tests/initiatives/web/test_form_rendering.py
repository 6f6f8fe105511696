"""How forms are drawn: each error is said, tied to its field, and reached from the top."""

from html.parser import HTMLParser
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict


class Charter(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(help_text="What others would call it.")
    notes = forms.CharField(required=False)
    entity = forms.ChoiceField(choices=[("", ""), ("1", "Harborview")])
    stage = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    places = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=[("a", "A")])
    due = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    read = forms.BooleanField(label="I have read it")
    why = forms.CharField(error_messages={"required": "Say why."})


class Notes(forms.Form):
    title = forms.CharField()
    problem = forms.CharField(required=False)
    population = forms.CharField(required=False)


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [
            attrs
            for name, attrs in self.found
            if name == tag and all(attrs.get(key) == value for key, value in wanted.items())
        ]

    def ids(self) -> set[str | None]:
        return {attrs["id"] for _, attrs in self.found if "id" in attrs}


def refused(**given: Any) -> Elements:
    form = Charter(MultiValueDict({key: [value] for key, value in given.items()}))
    assert not form.is_valid()
    return Elements(str(form))


def test_a_fresh_form_has_no_summary_and_no_error() -> None:
    page = Elements(str(Charter()))
    assert "not saved" not in page.text
    assert not page.all("div", role="alert")
    assert all("aria-invalid" not in attrs for _, attrs in page.found)


def test_the_summary_takes_the_focus_and_each_link_leads_to_an_element_that_exists() -> None:
    page = refused(version="1")
    (summary,) = page.all("div", role="alert")
    assert summary["tabindex"] == "-1"
    assert "autofocus" in summary
    links = [attrs["href"] or "" for attrs in page.all("a")]
    assert len(links) == 7
    assert {link.removeprefix("#") for link in links} <= page.ids()


def test_a_field_points_to_its_hint_and_to_its_error() -> None:
    page = refused(version="1")
    (title,) = page.all("input", name="title")
    assert title["aria-invalid"] == "true"
    described = (title["aria-describedby"] or "").split()
    assert described == ["id_title_helptext", "id_title_error"]
    assert set(described) <= page.ids()


def test_every_visible_field_has_a_label_or_a_legend() -> None:
    page = Elements(str(Charter()))
    labelled = {attrs.get("for") for attrs in page.all("label")}
    assert {"id_title", "id_notes", "id_entity", "id_due", "id_read", "id_why"} <= labelled
    assert {"id_stage_0", "id_stage_1", "id_places_0"} <= labelled
    assert len(page.all("legend")) == 2


def test_a_field_left_empty_says_what_it_wants() -> None:
    text = refused(version="1").text
    assert "Title: This cannot be empty." in text
    assert "Entity: Choose one." in text
    assert "Stage: Choose one." in text
    assert "Places: Choose at least one." in text
    assert "Due: Give a day." in text
    assert "I have read it: Tick this to go on." in text
    assert "Why: Say why." in text
    assert "This field is required" not in text


def test_what_is_wrong_with_a_hidden_field_is_said_too() -> None:
    page = refused(version="x", title="T", entity="1")
    assert "Enter a whole number." in page.text


def test_where_most_must_be_filled_in_the_rest_is_called_optional() -> None:
    text = Elements(str(Charter())).text
    assert text.count("(optional)") == 1
    assert "(required)" not in text


def test_where_most_may_stay_empty_the_rest_is_called_required() -> None:
    text = Elements(str(Notes())).text
    assert "Title (required)" in text
    assert "(optional)" not in text


def test_what_was_typed_stays_text() -> None:
    page = refused(version="1", title='"><script>')
    (title,) = page.all("input", name="title")
    assert title["value"] == '"><script>'
    assert not page.all("script")


def test_what_a_list_offers_is_text_and_the_chosen_one_is_marked():
    field = forms.ChoiceField(choices=[("a&b", "<b>A</b>"), ("Ward", [(1, "One"), (2, "Two")])])
    drawn = Elements(field.widget.render("place", 2, {"id": "id_place", "required": True}))
    assert drawn.all("select") == [{"name": "place", "id": "id_place", "required": None}]
    assert drawn.all("optgroup") == [{"label": "Ward"}]
    assert [one.get("value") for one in drawn.all("option")] == ["a&b", "1", "2"]
    assert drawn.all("option", value="2") == [{"value": "2", "selected": None}]
    assert drawn.all("b") == []
