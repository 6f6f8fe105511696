"""The addresses of a measure's page, and of the files that it offers."""

from django.urls import path

from initiatives.web.views import measure_files, measure_pages

urlpatterns = [
    path("measures/<int:pk>/", measure_pages.measure, name="measure"),
    path("measures/<int:pk>/groups/", measure_pages.measure_groups, name="measure_groups"),
    path("measures/<int:pk>/figures.csv", measure_files.figures, name="measure_export"),
    path("measures/<int:pk>/chart.svg", measure_files.chart_svg, name="measure_chart"),
    path("measures/<int:pk>/chart.png", measure_files.chart_png, name="measure_chart_png"),
]
