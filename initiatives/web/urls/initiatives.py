"""The addresses of initiatives and their alignments."""

from django.urls import path

from initiatives.web.views import alignments, charter, handing_over, initiatives, lifecycle

urlpatterns = [
    path("initiatives/", initiatives.InitiativeList.as_view(), name="initiative_list"),
    path("initiatives/new/", charter.Create.as_view(), name="initiative_create"),
    path("initiatives/<int:pk>/", initiatives.initiative, name="initiative"),
    path("initiatives/<int:pk>/edit/", charter.Edit.as_view(), name="initiative_edit"),
    path("initiatives/<int:pk>/stage/", lifecycle.ChangeStage.as_view(), name="initiative_stage"),
    path(
        "initiatives/<int:pk>/override/", lifecycle.Override.as_view(), name="initiative_override"
    ),
    path("initiatives/<int:pk>/hold/", lifecycle.Hold.as_view(), name="initiative_hold"),
    path("initiatives/<int:pk>/resume/", lifecycle.Resume.as_view(), name="initiative_resume"),
    path(
        "initiatives/<int:pk>/handover/",
        handing_over.Handover.as_view(),
        name="initiative_handover",
    ),
    path("initiatives/<int:pk>/close/", handing_over.Close.as_view(), name="initiative_close"),
    path("initiatives/<int:pk>/lasted/", handing_over.Lasted.as_view(), name="initiative_lasted"),
    path("initiatives/<int:pk>/cite/", initiatives.Cite.as_view(), name="initiative_cite"),
    path("initiatives/<int:pk>/align/", alignments.Align.as_view(), name="initiative_align"),
    path("alignments/<int:pk>/edit/", alignments.Edit.as_view(), name="alignment_edit"),
    path("alignments/<int:pk>/withdraw/", alignments.Withdraw.as_view(), name="alignment_withdraw"),
    path("alignments/<int:pk>/assess/", alignments.Assess.as_view(), name="alignment_assess"),
]
