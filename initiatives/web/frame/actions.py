"""A page that does one thing: GET shows a form, POST calls one service and moves on."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from initiatives.base.errors import Blocked, DomainError, Invalid, Missing, Stale
from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.models import Record
from initiatives.base.permission import YES, Answer
from initiatives.web.frame.forms import VersionedForm, ViewerForm, add_errors
from initiatives.web.frame.once import Once, new_key
from initiatives.web.frame.page import Page

CONFLICT, UNPROCESSABLE = 409, 422


class ActionPage(Page):
    """One form, one service. A subclass says what it finds, whom it lets in and what it does.

    What a rule refuses shows as the form again, filled in as it was: 422 for what cannot be
    taken, 409 when somebody else changed the record meanwhile. A double click acts once.
    """

    form_class: type[ViewerForm] = VersionedForm
    template_name = "frame/action.html"
    title = ""
    lede = ""
    submit = _("Save")
    danger = False
    done = _("Saved.")

    def find(self) -> Any:
        """The record that is acted on, by a query; nothing where one is created."""
        return None

    def permission(self) -> Answer:
        """Whether the viewer may do this at all, asked before the form is shown."""
        return YES

    def initial(self) -> dict[str, Any]:
        """What the form starts with."""
        return {}

    def perform(self, given: dict[str, Any]) -> Any:
        """Call the service with what the form took; returns what `url_after` needs."""
        raise NotImplementedError

    def url_after(self, result: Any) -> str:
        """Where to go when it is done; and, with nothing done, where Cancel goes."""
        raise NotImplementedError

    def crumbs(self) -> list[tuple[str, str]]:
        """What lies above the page: labels and addresses."""
        return []

    def context(self) -> dict[str, Any]:
        """More for the template."""
        return {}

    def link_for(self, missing: Missing) -> str:
        """Where a thing that a gate asks for is added; empty where there is no such page."""
        return ""

    def get_title(self) -> str:
        return self.title

    def get_form(self, *data: Any) -> ViewerForm:
        initial = self.initial()
        if isinstance(self.record, Record):
            initial.setdefault("version", self.record.version)
        return self.form_class(*data, viewer=self.viewer, initial=initial)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.record: Any = None

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.prepare()
        return self.show(self.get_form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        once = Once(self.viewer.pk, request.POST.get("once", ""))
        if earlier := once.earlier_url():
            return self.sent_twice(earlier)
        self.prepare()
        form = self.get_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, UNPROCESSABLE)
        if not once.begin():
            return self.sent_twice(once.earlier_url() or self.url_after(None))
        try:
            with once.unless_it_fails():
                result = self.perform(form.cleaned_data)
        except DomainError as error:
            return self.refused(form, error)
        once.went_to(self.url_after(result))
        return self.answer(result)

    def sent_twice(self, url: str) -> HttpResponse:
        """Go where the first sending went."""
        messages.info(self.request, gettext("This form was sent twice; it was taken once."))
        return redirect(url)

    def answer(self, result: Any) -> HttpResponse:
        """Say what was done, and go on."""
        messages.success(self.request, self.get_done(result))
        return redirect(self.url_after(result))

    def prepare(self) -> None:
        self.record = self.find()
        self.permission().require()

    def get_done(self, result: Any) -> str:
        """The sentence that says what was done."""
        return self.done

    def refused(self, form: ViewerForm, error: DomainError) -> HttpResponse:
        """The form again with what the service said; NotAllowed goes on to its own page."""
        if isinstance(error, Stale):
            form.add_error(None, error.message)
            return self.show(self.caught_up(form), CONFLICT)
        if isinstance(error, Blocked):
            return self.show(form, UNPROCESSABLE, self.links(error.missing))
        if isinstance(error, Invalid):
            add_errors(form, error.errors)
            return self.show(form, UNPROCESSABLE)
        raise error

    def caught_up(self, form: ViewerForm) -> ViewerForm:
        """The same entries over the record as it is now, so that a warned person may go on."""
        self.record = self.find()
        sent = self.request.POST.copy()
        sent["version"] = str(self.current_version())
        form.data = sent
        return form

    def current_version(self) -> int:
        """The version that the form changes, as it is now."""
        return int(self.record.version)

    def links(self, missing: list[Missing]) -> list[tuple[str, str]]:
        """What a gate asks for, each with where it is added."""
        return [(item.message, self.link_for(item)) for item in missing]

    def show(
        self, form: forms.Form, status: int = 200, missing: list[tuple[str, str]] | None = None
    ) -> HttpResponse:
        context = {
            "title": self.get_title(),
            "lede": self.lede,
            "submit": self.submit,
            "danger": self.danger,
            "form": form,
            "record": self.record,
            "missing": missing or [],
            "crumbs": self.crumbs(),
            "cancel": self.url_after(None),
            "once": new_key(),
        }
        return render(self.request, self.template_name, context | self.context(), status=status)
