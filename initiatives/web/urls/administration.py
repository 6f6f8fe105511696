"""The addresses from which an administrator looks after the whole."""

from django.urls import path

from initiatives.web.views import administration, jobs, switches

urlpatterns = [
    path("administration/", administration.overview, name="administration"),
    path("administration/jobs/", jobs.job_list, name="job_list"),
    path("administration/jobs/<int:pk>/run/", jobs.Run.as_view(), name="job_run"),
    path("administration/switches/", switches.switch_list, name="switch_list"),
    path("administration/switches/<int:pk>/", switches.Turn.as_view(), name="switch_turn"),
]
