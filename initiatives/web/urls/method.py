"""The addresses of driver diagrams and of the cycles that test their ideas."""

from django.urls import path

from initiatives.web.views import cycles, diagrams

urlpatterns = [
    path("initiatives/<int:pk>/drivers/", diagrams.outline, name="driver_outline"),
    path("initiatives/<int:pk>/drivers/new/", diagrams.Create.as_view(), name="driver_create"),
    path("drivers/<int:pk>/edit/", diagrams.Edit.as_view(), name="driver_edit"),
    path("drivers/<int:pk>/move/", diagrams.Move.as_view(), name="driver_move"),
    path("drivers/<int:pk>/retire/", diagrams.Retire.as_view(), name="driver_retire"),
    path("drivers/<int:pk>/measures/", diagrams.Measures.as_view(), name="driver_measures"),
    path("drivers/<int:pk>/cycles/new/", cycles.Create.as_view(), name="cycle_create"),
    path("cycles/<int:pk>/", cycles.cycle, name="cycle"),
    path("cycles/<int:pk>/edit/", cycles.Edit.as_view(), name="cycle_edit"),
    path("cycles/<int:pk>/advance/", cycles.Advance.as_view(), name="cycle_advance"),
    path("cycles/<int:pk>/drop/", cycles.Drop.as_view(), name="cycle_drop"),
    path("cycles/<int:pk>/measures/", cycles.Measures.as_view(), name="cycle_measures"),
]
