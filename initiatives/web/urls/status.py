"""The addresses of the system's status."""

from django.urls import path

from initiatives.web.views import pack, past, status

urlpatterns = [
    path("status/", status.status, name="status"),
    path("status/cell/", status.cell, name="status_cell"),
    path("status/over-time/", past.over_time, name="status_over_time"),
    path("status/changes/", past.changes, name="status_changes"),
    path("status/pack/", pack.BoardPack.as_view(), name="board_pack"),
    path("status/seen/", past.seen, name="status_seen"),
]
