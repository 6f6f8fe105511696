"""The public form. Its words come from the texts of a language, its errors as well."""

from collections.abc import Iterable
from typing import Any

from django import forms

from initiatives.base import phi
from initiatives.community.choices import Age
from initiatives.community.services import Background, Voice
from initiatives.community.services.receiving import LONGEST
from initiatives.people.models import Entity

Texts = dict[str, Any]
Options = list[tuple[str, str]]
FREE = ("said", "better", "language", "race_words")
ABOUT = ("language", "races", "race_words", "disabilities", "age")
UNTOLD = "declined"
ISOLATED = "\N{LEFT-TO-RIGHT ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"  # 0-17, not 17-0


class PublicForm(forms.Form):
    """What somebody has to say; only the first question wants an answer."""

    def __init__(
        self, *args: Any, texts: Texts, places: Iterable[Entity], language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.texts, self.tongue = texts, language
        self.places = {str(place.pk): place for place in places}
        self.use_required_attribute = False
        self.fields |= asked(texts["ask"], texts["wrong"], self.places, texts["skip_answer"])
        for name in ("token", "warned", "lang"):
            self.fields[name] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.fields["website"] = forms.CharField(required=False)

    def identifiers(self) -> list[str]:
        """The fields that look as if they told who somebody is."""
        given = self.cleaned_data
        return [name for name in FREE if phi.found(given.get(name, ""))]

    def voice(self) -> Voice:
        """What was said."""
        given = self.cleaned_data
        return Voice(
            said=given["said"],
            better=given["better"],
            kind=given["kind"].removeprefix(UNTOLD),
            experience=given["experience"].removeprefix(UNTOLD),
            language=self.tongue,
            entity=self.places.get(given["entity"]),
            may_quote=given["may_quote"],
        )

    def background(self) -> Background:
        """What was said about oneself."""
        return Background(**{name: self.cleaned_data[name] for name in ABOUT})


def asked(ask: Texts, wrong: Texts, places: dict[str, Entity], skip: str) -> dict[str, forms.Field]:
    """The questions, in the order in which they are asked."""
    several = (UNTOLD, skip)
    here = [("", ask["not_sure"]), *((pk, place.name) for pk, place in places.items())]
    return {
        "said": area(ask["said"], wrong, rows=7, hint=ask["said_hint"], needed=True),
        "entity": one_of(ask["entity"], here, wrong, forms.Select),
        "better": area(ask["better"], wrong, rows=4),
        "kind": one_of(ask["kind"], [*ask["kinds"].items(), several], wrong),
        "experience": one_of(ask["experience"], [*ask["experiences"].items(), several], wrong),
        "may_quote": forms.BooleanField(label=ask["may_quote"], required=False),
        "language": line(ask["language"], wrong, 60),
        "races": some_of(ask["races"], [*ask["race"].items(), several], wrong, ask["several"]),
        "race_words": line(ask["race_words"], wrong, 100),
        "disabilities": some_of(
            ask["disabilities"], [*ask["disability"].items(), several], wrong, ask["several"]
        ),
        "age": one_of(ask["age"], ages(skip), wrong),
        "contact": line(ask["contact"], wrong, 200, ask["contact_hint"]),
    }


def ages(skip: str) -> Options:
    """The bands of age are the same in every language."""
    return [(value, ISOLATED.format(label)) for value, label in Age.choices if value != UNTOLD] + [
        (UNTOLD, skip)
    ]


def said_wrong(wrong: Texts) -> dict[str, str]:
    """Every error of a field, in the words of the page."""
    return {
        "required": wrong["empty"],
        "max_length": wrong["long"],
        "null_characters_not_allowed": wrong["signs"],
        "invalid_choice": wrong["choice"],
        "invalid_list": wrong["choice"],
        "invalid": wrong["signs"],
    }


class WordsField(forms.CharField):
    """Words in any language; a sign that cannot be kept is said in the language of the page."""

    def __init__(self, wrong: Texts, **kwargs: Any) -> None:
        super().__init__(error_messages=said_wrong(wrong), **kwargs)
        self.signs = wrong["signs"]
        self.validators = [one for one in self.validators if not is_about_signs(one)]

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
            raise forms.ValidationError(self.signs)
        return text


def is_about_signs(validator: object) -> bool:
    """Whether it is Django's own check, which speaks English."""
    return type(validator).__name__ == "ProhibitNullCharactersValidator"


def area(
    label: str, wrong: Texts, *, rows: int, hint: str = "", needed: bool = False
) -> WordsField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto", "autocomplete": "off"})
    return WordsField(
        wrong, label=label, help_text=hint, required=needed, max_length=LONGEST, widget=widget
    )


def line(label: str, wrong: Texts, length: int, hint: str = "") -> WordsField:
    """A text of one line."""
    widget = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    return WordsField(
        wrong, label=label, help_text=hint, required=False, max_length=length, widget=widget
    )


def one_of(
    label: str, options: Options, wrong: Texts, widget: type[forms.Widget] = forms.RadioSelect
) -> forms.ChoiceField:
    """One of several, none of them chosen beforehand."""
    return forms.ChoiceField(
        label=label,
        choices=options,
        required=False,
        widget=widget,
        error_messages=said_wrong(wrong),
        initial=None,
    )


def some_of(label: str, options: Options, wrong: Texts, hint: str) -> forms.MultipleChoiceField:
    """Any number of several."""
    return forms.MultipleChoiceField(
        label=label,
        choices=options,
        required=False,
        help_text=hint,
        widget=forms.CheckboxSelectMultiple,
        error_messages=said_wrong(wrong),
    )
