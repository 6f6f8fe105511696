"""The addresses of the system's status."""

from django.urls import path

from initiatives.web.views import past, status, status_rules

urlpatterns = [
    path("status/", status.status, name="status"),
    path("status/cell/", status.cell, name="status_cell"),
    path("status/over-time/", past.over_time, name="status_over_time"),
    path("status/changes/", past.changes, name="status_changes"),
    path("status/rules/", status_rules.rules, name="status_rules"),
    path(
        "status/rules/adjust/",
        status_rules.AdjustRules.as_view(),
        name="status_rules_adjust",
    ),
    path("status/seen/", past.seen, name="status_seen"),
]
