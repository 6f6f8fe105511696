"""The addresses where files of figures are brought in."""

from django.urls import path

from initiatives.web.views import measure_import_runs, measure_imports

urlpatterns = [
    path("measures/<int:pk>/import/", measure_imports.Upload.as_view(), name="measure_import"),
    path(
        "measures/imports/<int:pk>/", measure_import_runs.Run.as_view(), name="measure_import_run"
    ),
]
