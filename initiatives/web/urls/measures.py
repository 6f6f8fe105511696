"""The addresses of measures: the list, defining and revising, what is said of their charts."""

from django.urls import path

from initiatives.web.views import measure_comparing as comparing
from initiatives.web.views import measure_definitions as definitions
from initiatives.web.views import measure_events as events
from initiatives.web.views import measure_phases as phases
from initiatives.web.views import measures

urlpatterns = [
    path("measures/", measures.MeasureList.as_view(), name="measure_list"),
    path("measures/new/", measures.Create.as_view(), name="measure_create"),
    path("measures/<int:pk>/edit/", measures.Edit.as_view(), name="measure_edit"),
    path("measures/<int:pk>/definitions/", definitions.definitions, name="measure_definitions"),
    path("measures/<int:pk>/draft/", definitions.Draft.as_view(), name="measure_draft"),
    path("measures/<int:pk>/approve/", definitions.Approve.as_view(), name="measure_approve"),
    path("measures/<int:pk>/phases/", phases.Phases.as_view(), name="measure_phases"),
    path("measures/<int:pk>/events/new/", events.Annotate.as_view(), name="measure_annotate"),
    path("measures/<int:pk>/comparison/", comparing.comparison, name="measure_comparison"),
    path("measures/<int:pk>/reference/", comparing.Reference.as_view(), name="measure_reference"),
    path("measures/<int:pk>/meeting/", comparing.Meeting.as_view(), name="measure_meeting"),
    path("phases/<int:pk>/approve/", phases.ApprovePhase.as_view(), name="phase_approve"),
    path("phases/<int:pk>/withdraw/", phases.WithdrawPhase.as_view(), name="phase_withdraw"),
    path(
        "measures/events/<int:pk>/remove/",
        events.RemoveEvent.as_view(),
        name="measure_event_remove",
    ),
]
