"""The addresses of initiatives and their alignments."""

from django.urls import path

from initiatives.web.views import alignments, charter, initiatives

urlpatterns = [
    path("initiatives/", initiatives.InitiativeList.as_view(), name="initiative_list"),
    path("initiatives/new/", charter.Create.as_view(), name="initiative_create"),
    path("initiatives/<int:pk>/", initiatives.initiative, name="initiative"),
    path("initiatives/<int:pk>/edit/", charter.Edit.as_view(), name="initiative_edit"),
    path("initiatives/<int:pk>/stage/", initiatives.ChangeStage.as_view(), name="initiative_stage"),
    path("initiatives/<int:pk>/cite/", initiatives.Cite.as_view(), name="initiative_cite"),
    path("initiatives/<int:pk>/align/", alignments.Align.as_view(), name="initiative_align"),
    path("alignments/<int:pk>/edit/", alignments.Edit.as_view(), name="alignment_edit"),
    path("alignments/<int:pk>/withdraw/", alignments.Withdraw.as_view(), name="alignment_withdraw"),
    path("alignments/<int:pk>/assess/", alignments.Assess.as_view(), name="alignment_assess"),
]
