"""The addresses of those who read and answer the community."""

from django.urls import path

from initiatives.web.views import community, report_backs, voices
from initiatives.web.views import voice_actions as actions

urlpatterns = [
    path("community/", voices.VoiceList.as_view(), name="voice_list"),
    path("community/enter/", actions.Enter.as_view(), name="voice_enter"),
    path("community/figures/", community.figures, name="community_figures"),
    path("community/<int:pk>/", voices.voice, name="voice"),
    path("community/<int:pk>/let-in/", actions.LetIn.as_view(), name="voice_let_in"),
    path("community/<int:pk>/assign/", actions.Assign.as_view(), name="voice_assign"),
    path("community/<int:pk>/move/", actions.Move.as_view(), name="voice_move"),
    path("community/<int:pk>/theme/", actions.Theming.as_view(), name="voice_theme"),
    path("community/<int:pk>/link/", actions.Links.as_view(), name="voice_link"),
    path("community/<int:pk>/review/", actions.Redact.as_view(), name="voice_redact"),
    path("community/<int:pk>/shortfall/", actions.Found.as_view(), name="voice_shortfall"),
    path("community/<int:pk>/close/", actions.Close.as_view(), name="voice_close"),
    path("community/<int:pk>/reopen/", actions.Reopen.as_view(), name="voice_reopen"),
    path("community/<int:pk>/contact/", actions.Contact.as_view(), name="voice_contact"),
    path("community/<int:pk>/forget/", actions.Forget.as_view(), name="voice_forget"),
    path("community/themes/", community.themes, name="theme_list"),
    path("community/themes/new/", community.AddTheme.as_view(), name="theme_create"),
    path("community/themes/<int:pk>/edit/", community.ReviseTheme.as_view(), name="theme_edit"),
    path("community/languages/", community.languages, name="language_list"),
    path(
        "community/languages/<slug:language>/confirm/",
        community.ConfirmLanguage.as_view(),
        name="language_confirm",
    ),
    path("community/answers/", report_backs.AnswerList.as_view(), name="answer_list"),
    path("community/answers/new/", report_backs.Write.as_view(), name="answer_create"),
    path("community/answers/<int:pk>/", report_backs.answer, name="answer"),
    path("community/answers/<int:pk>/word/", report_backs.Reword.as_view(), name="answer_word"),
    path("community/answers/<int:pk>/decide/", report_backs.Decide.as_view(), name="answer_decide"),
    path(
        "community/answers/<int:pk>/approve/", report_backs.Approve.as_view(), name="answer_approve"
    ),
    path("community/answers/<int:pk>/return/", report_backs.Return.as_view(), name="answer_return"),
    path(
        "community/answers/<int:pk>/publish/", report_backs.Publish.as_view(), name="answer_publish"
    ),
]
