"""Changing a vocabulary: written or sent as a file, seen as changes, and then put in force."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.measures import queries, rules, services
from initiatives.measures.loading import read_stratifications, written_stratification
from initiatives.measures.models import Stratification
from initiatives.measures.queries import ForeseenVocabulary
from initiatives.web.forms.sent_files import FileForm, wrapped
from initiatives.web.forms.vocabularies import (
    ForcedVocabulariesForm,
    VocabularyForm,
    initial_of,
    said_by,
)
from initiatives.web.frame.forms import ViewerForm
from initiatives.web.frame.once import new_key
from initiatives.web.views.vocabulary_preview import (
    VocabularyPage,
    instead_of,
    preview_of,
    seen_again,
)

Sent = tuple[bytes, list[ForeseenVocabulary]]


class Shown(VocabularyPage):
    """What is given is compared with what is in force; nothing of it is written yet."""

    lede = _("You see what it would change first. Nothing comes in force until you say so.")
    submit = _("See what it changes")

    def said(self, given: dict[str, Any]) -> bytes:
        """The vocabularies as a file."""
        raise NotImplementedError

    def perform(self, given: dict[str, Any]) -> Sent:
        content = self.said(given)
        found = read_stratifications(content)
        return content, queries.foreseen_vocabularies(self.viewer, found)

    def answer(self, result: Sent) -> HttpResponse:
        content, foreseen = result
        initial = {"content": wrapped(content), "instead_of": instead_of(foreseen)}
        context = {
            "form": ForcedVocabulariesForm(viewer=self.viewer, initial=initial),
            "once": new_key(),
            "crumbs": self.crumbs(),
        }
        shown = preview_of(self.viewer, foreseen)
        return render(self.request, "vocabularies/preview.html", context | shown)

    def context(self) -> dict[str, Any]:
        """Looking twice does no harm, so the form carries no key of its own."""
        return {"once": ""}


class Add(Shown):
    """A vocabulary that there was not."""

    form_class = VocabularyForm
    title = _("Add a vocabulary")

    def initial(self) -> dict[str, Any]:
        return {"edition": "1", "absent": ["not_recorded"]}

    def said(self, given: dict[str, Any]) -> bytes:
        made = said_by(given, None)
        if next(iter(queries.versions_of_vocabulary(self.viewer, made.key)), None):
            raise Invalid(
                {"title": gettext("There is a vocabulary of this name. Change that one instead.")}
            )
        if not made.key:
            raise Invalid({"title": gettext("Give it a name with letters from A to Z in it.")})
        return written_stratification(made).encode()


class Edit(Shown):
    """A new version of a vocabulary; the one before stays for what uses it."""

    form_class = VocabularyForm

    def find(self) -> Stratification:
        return queries.vocabulary(self.viewer, self.kwargs["pk"])

    def permission(self) -> Answer:
        return rules.may_change_vocabulary(self.viewer, self.record)

    def get_title(self) -> str:
        return gettext("Change %(title)s") % {"title": self.record.title}

    def initial(self) -> dict[str, Any]:
        return initial_of(queries.vocabulary_text(self.record))

    def said(self, given: dict[str, Any]) -> bytes:
        made = said_by(given, queries.vocabulary_text(self.record))
        return written_stratification(made).encode()

    def url_after(self, result: Any) -> str:
        return reverse("vocabulary", args=[self.record.pk])


class Upload(Shown):
    """A file with one vocabulary or several."""

    form_class = FileForm
    template_name = "vocabularies/upload.html"
    title = _("Bring in vocabularies")

    def said(self, given: dict[str, Any]) -> bytes:
        content: bytes = given["file"].read()
        return content


class PutInForce(VocabularyPage):
    """The yes to what was shown; until then nothing is kept."""

    form_class = ForcedVocabulariesForm
    template_name = "vocabularies/preview.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect("vocabulary_list")

    def perform(self, given: dict[str, Any]) -> list[tuple[Stratification, bool]]:
        return services.put_vocabularies_in_force(
            actor=self.viewer,
            content=read_stratifications(given["content"]),
            reason=given["reason"],
            instead_of=given["instead_of"],
        )

    def get_done(self, result: list[tuple[Stratification, bool]]) -> str:
        new = [str(one) for one, is_new in result if is_new]
        if not new:
            return gettext("Nothing changed: all of it was here already.")
        return gettext("In force: %(names)s.") % {"names": ", ".join(new)}

    def url_after(self, result: list[tuple[Stratification, bool]] | None) -> str:
        if result and len(result) == 1:
            return reverse("vocabulary", args=[result[0][0].pk])
        return reverse("vocabulary_list")

    def context(self) -> dict[str, Any]:
        foreseen = seen_again(self.viewer, self.request.POST.get("content", ""))
        return preview_of(self.viewer, foreseen)

    def caught_up(self, form: ViewerForm) -> ViewerForm:
        """Compared with what is in force by now, so that a warned person may go on."""
        sent = self.request.POST.copy()
        sent["instead_of"] = instead_of(seen_again(self.viewer, sent.get("content", "")))
        form.data = sent
        return form
