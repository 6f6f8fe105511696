"""The form of an assessment: the expectations as questions, the whole, and what it rests on."""

from typing import Any

from django import forms

from initiatives.base.lazy import gettext_lazy as _
from initiatives.framework.models import Expectation
from initiatives.portfolio.choices import Checkpoint, Rating
from initiatives.portfolio.models import Alignment
from initiatives.portfolio.rules.questions import questions
from initiatives.portfolio.services import Judged
from initiatives.web.forms.charter_fields import line, text
from initiatives.web.frame.forms import ViewerForm

Row = tuple[Expectation, forms.BoundField, forms.BoundField]


class AssessmentForm(ViewerForm):
    """How far a principle is lived, at which checkpoint, by what evidence.

    `initial` has the alignment, the checkpoint that is looked at first, and the records that can be
    linked. What was sent is asked by the checkpoint that it names.
    """

    checkpoint = forms.ChoiceField(
        label=_("Checkpoint"), choices=Checkpoint.choices, widget=forms.RadioSelect
    )
    rating = forms.ChoiceField(
        label=_("The principle as a whole"), choices=Rating.choices, widget=forms.RadioSelect
    )
    evidence = text(
        _("Evidence"), _("What shows it: needed unless it does not apply. Counts only, no names.")
    )
    evidence_url = forms.URLField(
        label=_("Address of a document"), max_length=500, required=False, assume_scheme="https"
    )
    reason = text(_("Why it does not apply"), _("Only where the principle does not apply."), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alignment: Alignment = self.initial["alignment"]
        at = self.data.get("checkpoint") or self.initial["checkpoint"]
        self.asked = questions(alignment, at)
        for one in self.asked:
            self.fields[f"answer_{one.pk}"] = forms.ChoiceField(
                label=one.text, choices=Rating.choices, widget=forms.RadioSelect, required=False
            )
            self.fields[f"note_{one.pk}"] = line(
                _("Note"), 500, _("What shows it, or what is missing.")
            )
        self.fields["links"] = forms.MultipleChoiceField(
            label=_("Records that show it"),
            choices=self.initial["offered"],
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "tall"}),
        )

    def question_rows(self) -> list[Row]:
        """Each expectation with its answer and its note."""
        return [(one, self[f"answer_{one.pk}"], self[f"note_{one.pk}"]) for one in self.asked]

    def clean(self) -> dict[str, Any]:
        """Evidence and answers for a rating; a reason for none."""
        given = super().clean() or self.cleaned_data
        if given.get("rating") != Rating.NOT_APPLICABLE:
            self.check_grounds(given)
        elif not given.get("reason"):
            self.add_error("reason", _("Say why the principle does not apply."))
        return self.assembled(given)

    def check_grounds(self, given: dict[str, Any]) -> None:
        """What a judgement of a principle that applies is without."""
        if not given.get("evidence"):
            self.add_error("evidence", _("Say what shows it."))
        for one in self.asked:
            if not given.get(f"answer_{one.pk}"):
                self.add_error(f"answer_{one.pk}", _("Judge this expectation too."))

    def assembled(self, given: dict[str, Any]) -> dict[str, Any]:
        """As the service takes it."""
        answers = {
            one.pk: Judged(given[f"answer_{one.pk}"], given.get(f"note_{one.pk}", ""))
            for one in self.asked
            if given.get(f"answer_{one.pk}")
        }
        pairs = [link.split(":") for link in given.get("links", ())]
        plain = {
            name: given[name]
            for name in ("checkpoint", "rating", "evidence", "evidence_url", "reason")
            if name in given
        }
        return plain | {"answers": answers, "links": [(kind, int(key)) for kind, key in pairs]}
