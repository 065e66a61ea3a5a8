"""Which address shows which screen."""

from django.urls import path

from thidua.conduct.views import targets

CAMPAIGN = "campaigns/<slug:campaign>/"

app_name = "conduct"
urlpatterns = [
    # targets
    path(f"{CAMPAIGN}targets/", targets.targets_page, name="targets"),
]
