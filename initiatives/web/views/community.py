"""Themes, languages and figures of the community's voice."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.permission import Answer
from initiatives.community import queries, rules, services
from initiatives.community.choices import Language
from initiatives.community.models import Theme
from initiatives.web.forms import community as forms
from initiatives.web.frame import ActionPage, page, viewer_of

HOME = _("Community feedback")
Crumbs = list[tuple[str, str]]


@page
def themes(request: HttpRequest) -> HttpResponse:
    """The themes, those put away last."""
    viewer = viewer_of(request)
    rules.may_read(viewer).require()
    context = {
        "themes": queries.themes(viewer).order_by("-in_use", "name", "pk"),
        "may_keep": bool(rules.may_keep_themes(viewer)),
        "crumbs": [(HOME, reverse("voice_list"))],
    }
    return render(request, "community/themes.html", context)


class ThemePage(ActionPage):
    """What adding and revising share."""

    def permission(self) -> Answer:
        return rules.may_keep_themes(self.viewer)

    def url_after(self, result: Any) -> str:
        return reverse("theme_list")

    def crumbs(self) -> Crumbs:
        return [(HOME, reverse("voice_list")), (gettext("Themes"), reverse("theme_list"))]


class AddTheme(ThemePage):
    form_class = forms.NewThemeForm
    title = _("Add a theme")
    submit = _("Add it")
    done = _("The theme is added.")

    def perform(self, given: dict[str, Any]) -> Theme:
        return services.add_theme(actor=self.viewer, **given)


class ReviseTheme(ThemePage):
    form_class = forms.ThemeForm
    title = _("Revise a theme")
    done = _("The theme is revised.")

    def find(self) -> Theme:
        return queries.theme(self.viewer, self.kwargs["pk"])

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.record, name) for name in ("name", "meaning", "in_use")}

    def perform(self, given: dict[str, Any]) -> Theme:
        return services.revise_theme(actor=self.viewer, theme=self.record, **given)


@page
def languages(request: HttpRequest) -> HttpResponse:
    """Which languages of the public pages somebody stands for."""
    viewer = viewer_of(request)
    rules.may_read(viewer).require()
    context = {
        "reviews": queries.reviews(viewer),
        "may_confirm": bool(rules.may_confirm_languages(viewer)),
        "crumbs": [(HOME, reverse("voice_list"))],
    }
    return render(request, "community/languages.html", context)


class ConfirmLanguage(ActionPage):
    """That somebody read the texts of a language as they are now."""

    form_class = forms.LanguageForm
    lede = _(
        "Open the public pages in this language and have them read by someone who knows it well."
    )
    submit = _("Confirm it")
    done = _("It is confirmed; the note on the pages is gone.")

    def find(self) -> str:
        if self.kwargs["language"] not in Language.values:
            raise Http404(gettext("There is no such language."))
        return str(self.kwargs["language"])

    def permission(self) -> Answer:
        return rules.may_confirm_languages(self.viewer)

    def get_title(self) -> str:
        return gettext("Confirm the public pages in %(Language)s") % {
            "Language": Language(self.record).label
        }

    def perform(self, given: dict[str, Any]) -> Any:
        return services.confirm_language(actor=self.viewer, language=self.record, **given)

    def url_after(self, result: Any) -> str:
        return reverse("language_list")

    def crumbs(self) -> Crumbs:
        return [(HOME, reverse("voice_list")), (gettext("Languages"), reverse("language_list"))]


@page
def figures(request: HttpRequest) -> HttpResponse:
    """How many were answered, and how long it took."""
    viewer = viewer_of(request)
    rules.may_read(viewer).require()
    context = {
        "figures": queries.figures(viewer),
        "asked": queries.who_speaks(viewer),
        "crumbs": [(HOME, reverse("voice_list"))],
    }
    return render(request, "community/figures.html", context)
