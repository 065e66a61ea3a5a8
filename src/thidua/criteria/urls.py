"""Which address shows which page of a criterion."""

from django.urls import path

from thidua.criteria.views import criterion, figures

CAMPAIGN = "campaigns/<slug:campaign>/"

app_name = "criteria"
urlpatterns = [
    path(
        f"{CAMPAIGN}criteria/<slug:criterion>/",
        criterion.criterion,
        name="criterion",
    ),
    path(
        f"{CAMPAIGN}units/<unit:unit>/criteria/<slug:criterion>/",
        figures.figure_of,
        name="figure",
    ),
]
