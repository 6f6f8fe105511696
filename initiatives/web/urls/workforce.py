"""The addresses of the workforce beside the communities it serves."""

from django.urls import path

from initiatives.web.views import workforce, workforce_import
from initiatives.web.views import workforce_entering as entering
from initiatives.web.views import workforce_records as records

urlpatterns = [
    path("workforce/", workforce.workforce, name="workforce"),
    path("workforce/workforce.csv", workforce.export, name="workforce_export"),
    path("workforce/counts/new/", entering.EnterCount.as_view(), name="workforce_enter"),
    path("workforce/counts/<int:pk>/", records.count, name="workforce_count"),
    path(
        "workforce/counts/import/", workforce_import.ImportCounts.as_view(), name="workforce_import"
    ),
    path(
        "workforce/counts/<int:pk>/correct/",
        entering.CorrectCount.as_view(),
        name="workforce_correct",
    ),
    path("workforce/benchmarks/new/", entering.EnterBenchmark.as_view(), name="benchmark_enter"),
    path("workforce/benchmarks/<int:pk>/", records.benchmark, name="workforce_benchmark"),
    path(
        "workforce/benchmarks/<int:pk>/correct/",
        entering.CorrectBenchmark.as_view(),
        name="benchmark_correct",
    ),
    path("workforce/families/", records.families, name="job_family_list"),
    path("workforce/families/new/", records.AddFamily.as_view(), name="job_family_create"),
    path(
        "workforce/families/<int:pk>/edit/", records.ReviseFamily.as_view(), name="job_family_edit"
    ),
    path(
        "workforce/families/<int:pk>/retire/",
        records.RetireFamily.as_view(),
        name="job_family_retire",
    ),
    path(
        "workforce/families/<int:pk>/restore/",
        records.RestoreFamily.as_view(),
        name="job_family_restore",
    ),
]
