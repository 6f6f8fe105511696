"""The addresses where figures come into a measure, are listed, and are corrected."""

from django.urls import path

from initiatives.web.views import correcting, entering, observations

urlpatterns = [
    path("measures/<int:pk>/enter/", entering.Enter.as_view(), name="measure_enter"),
    path(
        "measures/<int:pk>/observations/",
        observations.ObservationList.as_view(),
        name="measure_observations",
    ),
    path("observations/<int:pk>/correct/", correcting.Correct.as_view(), name="measure_correct"),
]
