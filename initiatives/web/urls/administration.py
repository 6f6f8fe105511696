"""The addresses from which an administrator looks after the whole."""

from django.urls import path

from initiatives.web.views import administration, switches

urlpatterns = [
    path("administration/", administration.overview, name="administration"),
    path("administration/switches/", switches.switch_list, name="switch_list"),
    path("administration/switches/<int:pk>/", switches.Turn.as_view(), name="switch_turn"),
]
