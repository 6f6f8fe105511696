"""The addresses of the system's status."""

from django.urls import path

from initiatives.web.views import analytics, pack, past, status, status_rules

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
    path("status/portfolio/", analytics.portfolio, name="status_portfolio"),
    path("status/portfolio.csv", analytics.as_csv, name="status_portfolio_csv"),
    path("status/portfolio.xlsx", analytics.as_xlsx, name="status_portfolio_xlsx"),
    path("status/pack/", pack.BoardPack.as_view(), name="board_pack"),
    path("status/seen/", past.seen, name="status_seen"),
]
