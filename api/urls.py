"""The addresses of the API."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from api import errors
from api.docs import docs, docs_of
from api.schema import Kept
from api.views import (
    accountability,
    alignments,
    analytics,
    books,
    calculators,
    community,
    covers,
    crosswalk,
    deciding,
    entities,
    exports,
    framework,
    group_roles,
    imports,
    jobs,
    measures,
    method,
    monthly,
    past,
    people,
    policies,
    portfolio,
    reminding,
    reporting,
    retention,
    reviews,
    search,
    services,
    shortfalls,
    signals,
    standing,
    status,
    switches,
    vocabularies,
    webhooks,
    workforce,
)

app_name = "api"
router = SimpleRouter()
for prefix, name, collection in (
    ("frameworks", "framework", framework.Frameworks),
    ("principles", "principle", framework.Principles),
    ("definitions", "definition", framework.Definitions),
    ("outside-frameworks", "outside-framework", crosswalk.OutsideFrameworks),
    ("crosswalk-links", "crosswalk-link", crosswalk.CrosswalkLinks),
    ("attestations", "attestation", crosswalk.Attestations),
    ("entities", "entity", entities.Entities),
    ("people", "person", people.People),
    ("services", "service", services.Services),
    ("group-roles", "group-role", group_roles.GroupRoles),
    ("initiatives", "initiative", portfolio.Initiatives),
    ("alignments", "alignment", alignments.Alignments),
    ("assessments", "assessment", alignments.Assessments),
    ("drivers", "driver", method.Drivers),
    ("pdsa-cycles", "pdsa-cycle", method.Cycles),
    ("reviews", "review", reviews.Reviews),
    ("stratifications", "stratification", vocabularies.Stratifications),
    ("measures", "measure", measures.Measures),
    ("signals", "signal", signals.Signals),
    ("commitments", "commitment", accountability.Commitments),
    ("reminders", "reminder", books.Reminders),
    ("deliveries", "delivery", books.Deliveries),
    ("covers", "cover", covers.Covers),
    ("policies", "policy", policies.Policies),
    ("job-families", "job-family", workforce.Families),
    ("workforce-counts", "workforce-count", workforce.Counts),
    ("workforce-benchmarks", "workforce-benchmark", workforce.Benchmarks),
    ("shortfalls", "shortfall", shortfalls.Shortfalls),
    ("feedback", "feedback", community.Feedback),
    ("report-backs", "report-back", community.ReportBacks),
    ("status", "status", status.Status),
    ("decisions", "decision", deciding.Decisions),
    ("history", "event", status.History),
    ("imports", "import", portfolio.Imports),
    ("observation-imports", "observation-import", imports.ObservationImports),
    ("saved-views", "saved-view", people.SavedViews),
    ("exports", "export", exports.Exports),
    ("jobs", "job", jobs.Jobs),
    ("switches", "switch", switches.Switches),
    ("webhooks", "webhook", webhooks.Webhooks),
    ("webhook-deliveries", "webhook-delivery", webhooks.WebhookDeliveries),
):
    router.register(prefix, collection, basename=name)

me = people.Me.as_view({"get": "retrieve", "patch": "partial_update"})
preferences = reminding.Preferences.as_view({"get": "retrieve", "patch": "partial_update"})
monthly_mail = monthly.MonthlyMail.as_view({"get": "retrieve", "patch": "partial_update"})
chat = reminding.Chat.as_view({"put": "update", "delete": "destroy"})
calendar = reminding.Calendar.as_view({"post": "create", "delete": "destroy"})
version_1 = [
    path("me/", me, name="me"),
    path("me/preferences/", preferences, name="preferences"),
    path("me/monthly-mail/", monthly_mail, name="monthly-mail"),
    path("me/chat/", chat, name="chat"),
    path("me/calendar/", calendar, name="calendar"),
    path("observations/", measures.Observations.as_view({"post": "create"}), name="observations"),
    path("calculators/spc/", calculators.Spc.as_view({"post": "create"}), name="spc"),
    path(
        "calculators/disparity/",
        calculators.Disparity.as_view({"post": "create"}),
        name="disparity",
    ),
    path(
        "calculators/suppression/",
        calculators.Suppression.as_view({"post": "create"}),
        name="suppression",
    ),
    path("workforce/", workforce.Table.as_view({"get": "list"}), name="workforce"),
    path(
        "retention/",
        retention.Retention.as_view({"get": "list", "post": "create"}),
        name="retention",
    ),
    path("search/", search.Search.as_view({"get": "list"}), name="search"),
    path(
        "status/rules/",
        standing.StatusRules.as_view({"get": "list", "post": "create"}),
        name="status-rules",
    ),
    path(
        "status/by-initiative/",
        standing.ByInitiative.as_view({"get": "list"}),
        name="status-by-initiative",
    ),
    path("status/by-month/", standing.ByMonth.as_view({"get": "list"}), name="status-by-month"),
    path("status/changes/", past.Changes.as_view({"get": "list"}), name="status-changes"),
    path("status/series/", past.Series.as_view({"get": "list"}), name="status-series"),
    path("status/portfolio/", analytics.Portfolio.as_view({"get": "list"}), name="portfolio"),
    path("status/seen/", past.Seen.as_view({"post": "create"}), name="status-seen"),
    path("reporting/", reporting.ReportingViews.as_view({"get": "list"}), name="reporting"),
    *(
        path(f"reporting/{name}/", rows.as_view({"get": "list"}), name=f"reporting-{name}")
        for name, rows in reporting.COLLECTIONS.items()
    ),
    path("schema/", SpectacularAPIView.as_view(generator_class=Kept), name="schema"),
    path("docs/", docs, name="docs"),
    path("docs/<slug:group>/", docs_of, name="docs_collection"),
    *router.urls,
]
urlpatterns = [
    path("v1/", include(version_1)),
    re_path(r"^(?P<path>.*)$", errors.no_such_route),
]
