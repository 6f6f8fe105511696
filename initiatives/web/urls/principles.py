"""The addresses of the guiding principles."""

from django.urls import path

from initiatives.web.views import assessments, principles

urlpatterns = [
    path("principles/", principles.principle_list, name="principle_list"),
    path("principles/<int:pk>/", principles.principle, name="principle"),
    path("assessments/", assessments.AssessmentList.as_view(), name="assessment_list"),
]
