"""The addresses of all pages, one module a topic."""

from django.urls import include, path

TOPICS = (
    "home",
    "demo",
    "mine",
    "mail_links",
    "status",
    "deciding",
    "search",
    "initiatives",
    "method",
    "reviews",
    "measures",
    "imports",
    "commitments",
    "shortfalls",
    "signals",
    "workforce",
    "feedback",
    "community",
    "principles",
    "crosswalk",
    "definitions",
    "entities",
    "people",
    "signing_in",
    "profile",
    "services",
    "history",
    "policies",
    "reminder_engine",
    "saved_views",
    "exports",
    "webhooks",
    "privacy",
    "measure_pages",
    "observations",
    "measure_imports",
)

urlpatterns = [path("", include(f"initiatives.web.urls.{topic}")) for topic in TOPICS]
