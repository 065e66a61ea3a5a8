"""Which address shows which screen."""

from django.urls import path

from thidua.planning.views import drafts, review, seeing, steps

PLANS = "units/<str:unit>/plans/"
DRAFT = f"{PLANS}<int:draft>/"
SUBMISSION = "units/<str:unit>/submissions/<int:submission>/"

app_name = "planning"
urlpatterns = [
    path(PLANS, drafts.plans, name="plans"),
    path(f"{PLANS}begin/", drafts.begin, name="begin"),
    path(DRAFT, drafts.draft, name="draft"),
    path(f"{DRAFT}plan.toml", drafts.plan_file, name="plan-file"),
    path(f"{DRAFT}criteria.xlsx", drafts.criteria_file, name="criteria-file"),
    path(f"{DRAFT}file/", drafts.file, name="file"),
    path(f"{DRAFT}submit/", drafts.submit, name="submit"),
    path(f"{DRAFT}drop/", drafts.drop, name="drop"),
    path(f"{DRAFT}steps/<slug:step>/", steps.step, name="step"),
    path(f"{DRAFT}criteria/<int:index>/", steps.one, name="criterion"),
    path(f"{DRAFT}preview/", seeing.preview, name="preview"),
    path(f"{DRAFT}compare/", seeing.compare, name="compare"),
    path(SUBMISSION, review.submission, name="submission"),
    path(f"{SUBMISSION}publish/", review.publish, name="publish"),
    path(f"{SUBMISSION}send-back/", review.send_back, name="send-back"),
    path("campaigns/<slug:campaign>/versions/", seeing.published_versions, name="versions"),
]
