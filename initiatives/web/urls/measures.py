"""The addresses of measures: the list, defining and revising, what is said of their charts."""

from django.urls import path

from initiatives.web.views import measure_charting as charting
from initiatives.web.views import measure_definitions as definitions
from initiatives.web.views import measures

urlpatterns = [
    path("measures/", measures.MeasureList.as_view(), name="measure_list"),
    path("measures/new/", measures.Create.as_view(), name="measure_create"),
    path("measures/<int:pk>/edit/", measures.Edit.as_view(), name="measure_edit"),
    path("measures/<int:pk>/definitions/", definitions.definitions, name="measure_definitions"),
    path("measures/<int:pk>/draft/", definitions.Draft.as_view(), name="measure_draft"),
    path("measures/<int:pk>/approve/", definitions.Approve.as_view(), name="measure_approve"),
    path("measures/<int:pk>/phases/", charting.Phases.as_view(), name="measure_phases"),
    path("measures/<int:pk>/events/new/", charting.Annotate.as_view(), name="measure_annotate"),
    path("measures/<int:pk>/comparison/", charting.comparison, name="measure_comparison"),
    path("measures/<int:pk>/reference/", charting.Reference.as_view(), name="measure_reference"),
    path("measures/<int:pk>/meeting/", charting.Meeting.as_view(), name="measure_meeting"),
    path("phases/<int:pk>/approve/", charting.ApprovePhase.as_view(), name="phase_approve"),
    path("phases/<int:pk>/withdraw/", charting.WithdrawPhase.as_view(), name="phase_withdraw"),
    path(
        "measures/events/<int:pk>/remove/",
        charting.RemoveEvent.as_view(),
        name="measure_event_remove",
    ),
]
