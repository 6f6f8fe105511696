"""What is done with feedback: the forms of those who read and answer it."""

from typing import Any

from django import forms

from initiatives.base.lazy import format_lazy
from initiatives.base.lazy import gettext_lazy as _
from initiatives.community import queries as community
from initiatives.community.choices import (
    Age,
    Channel,
    Decision,
    Disability,
    Experience,
    Language,
    Race,
)
from initiatives.community.choices import Kind as FeedbackKind
from initiatives.portfolio import queries as portfolio
from initiatives.shortfalls import queries as shortfalls
from initiatives.web.forms.charter_fields import line, text
from initiatives.web.forms.shortfalls import (
    AssignForm,
    affected_field,
    severity_field,
    title_field,
    unlived_field,
)
from initiatives.web.frame.forms import (
    DateField,
    EntityField,
    PrincipleField,
    ReasonForm,
    VersionedForm,
    ViewerForm,
)

NO_NAMES = _("No names, dates of birth or record numbers.")
NOT_SAID = ("", _("Not said"))


class EnterForm(ViewerForm):
    """What came by phone, on paper or in person."""

    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[choice for choice in Channel.choices if choice[0] != Channel.WEB],
        widget=forms.RadioSelect,
    )
    received_on = DateField(label=_("Came on"))
    language = forms.ChoiceField(label=_("Language it was said in"), choices=Language.choices)
    said = forms.CharField(
        label=_("What they said"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=format_lazy(
            _("In their own words, as far as you can. {no_names}"), no_names=NO_NAMES
        ),
    )
    better = text(_("What would make it better"), rows=3)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[NOT_SAID, *FeedbackKind.choices], required=False
    )
    experience = forms.ChoiceField(
        label=_("Overall experience"), choices=[NOT_SAID, *Experience.choices], required=False
    )
    may_quote = forms.BooleanField(
        label=_("They agreed to be quoted, without names"), required=False
    )
    spoken = line(_("Language they speak best"), length=60)
    races = forms.MultipleChoiceField(
        label=_("Race or ethnic group, if they said it"),
        choices=Race.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    disabilities = forms.MultipleChoiceField(
        label=_("What is hard for them, if they said it"),
        choices=Disability.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    age = forms.ChoiceField(label=_("Age"), choices=[NOT_SAID, *Age.choices], required=False)
    contact = line(
        _("Phone or e-mail"),
        help_text=_("Only if they want to be told. It is sealed, and deleted after use."),
    )
    field_order = ("channel", "received_on", "language", "entity", "said", "better")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entity"] = EntityField(
            self.viewer,
            self.initial.get("offered"),
            label=_("Where"),
            required=False,
            empty_label=_("Not sure"),
        )
        self.order_fields(self.field_order)


class OwnerForm(AssignForm):
    """Who answers."""

    who = _("Who answers")


class PlaceForm(VersionedForm):
    """Where it happened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entity"] = EntityField(self.viewer, label=_("Where"), empty_label=_("Choose"))


class ThemesForm(VersionedForm):
    """What it is about."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"] = forms.ModelMultipleChoiceField(
            community.themes(self.viewer).filter(in_use=True),
            label=_("Themes"),
            widget=forms.CheckboxSelectMultiple,
        )


class LinksForm(VersionedForm):
    """What it speaks of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        viewer, ticks = self.viewer, {"class": "tall"}
        principles = PrincipleField(viewer).queryset
        for name, label, offered in (
            ("principles", _("Principles"), principles),
            ("initiatives", _("Initiatives"), portfolio.initiatives(viewer).order_by("title")),
            ("shortfalls", _("Shortfalls"), shortfalls.shortfalls(viewer)),
        ):
            self.fields[name] = forms.ModelMultipleChoiceField(
                offered, label=label, required=False, widget=forms.CheckboxSelectMultiple(ticks)
            )


class RedactForm(VersionedForm):
    """The words without what tells who anyone is."""

    redacted = forms.CharField(
        label=_("Reviewed words"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Executives and auditors read these. Take out names, dates, places and anything "
            "else by which somebody could be known."
        ),
    )


class FoundForm(VersionedForm):
    """A shortfall that a voice showed."""

    title = title_field()
    severity = severity_field()
    affected = affected_field()
    field_order = ("title", "principle", "severity", "affected")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["principle"] = unlived_field(self.viewer)
        self.order_fields(self.field_order)


class CloseFeedbackForm(ReasonForm):
    """Why it gets no answer."""


class ThemeForm(VersionedForm):
    """A theme."""

    name = line("Name", length=80, required=True)
    meaning = line(_("What belongs to it"), length=300)
    in_use = forms.BooleanField(label=_("In use"), required=False)


class NewThemeForm(ViewerForm):
    """A new theme."""

    name = line("Name", length=80, required=True)
    meaning = line(_("What belongs to it"), length=300)


def heard_field() -> forms.CharField:
    """What was heard."""
    return forms.CharField(
        label=_("What we heard"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=format_lazy(
            _("In plain words. {no_names} Quote nobody who did not agree to it."), no_names=NO_NAMES
        ),
    )


def done_field() -> forms.CharField:
    """What was done."""
    return text(_("What we did"), _("What has changed, or will by when."), rows=4)


def not_done_field() -> forms.CharField:
    """What was not done."""
    return text(_("What we did not do, and why"), _("People are owed the reason."), rows=4)


def tongue_field() -> forms.ChoiceField:
    """The language of a text."""
    return forms.ChoiceField(label=_("Language of this text"), choices=Language.choices)


class AnswerForm(ViewerForm):
    """A new answer: to whom, the decision, and its first wording."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=Decision.choices, widget=forms.RadioSelect
    )
    language = tongue_field()
    heard = heard_field()
    done = done_field()
    not_done = not_done_field()
    field_order = ("feedback", "entity", "decision", "principle")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["feedback"] = forms.ModelMultipleChoiceField(
            community.waiting_feedback(self.viewer),
            label=_("Answers"),
            widget=forms.CheckboxSelectMultiple({"class": "tall"}),
            help_text=_("One answer may be for several."),
        )
        self.fields["entity"] = EntityField(self.viewer, label=_("About"), empty_label=_("Choose"))
        self.fields["principle"] = PrincipleField(
            self.viewer, label=_("Principle"), required=False, empty_label=_("None")
        )
        self.order_fields(self.field_order)


class WordingForm(VersionedForm):
    """An answer in one language."""

    language = tongue_field()
    heard = heard_field()
    done = done_field()
    not_done = not_done_field()


class DecisionForm(VersionedForm):
    """The decision of a draft."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=Decision.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["principle"] = PrincipleField(
            self.viewer, label=_("Principle"), required=False, empty_label=_("None")
        )


class LanguageForm(ViewerForm):
    """Who read the texts."""

    reader = line(
        _("Who read it, and what qualifies them"),
        required=True,
        help_text=_("Such as: A. Ruiz, qualified medical translator."),
    )
