"""Which address shows which screen."""

from django.urls import path

from thidua.conduct.views import closing, council, editions, late, targets

CAMPAIGN = "campaigns/<slug:campaign>/"

app_name = "conduct"
urlpatterns = [
    # closing
    path(f"{CAMPAIGN}closing/", closing.closing, name="closing"),
    path(f"{CAMPAIGN}closing/edition/", editions.edition, name="edition"),
    path(f"{CAMPAIGN}closing/council/", council.council, name="council"),
    path(f"{CAMPAIGN}closing/late/", late.late, name="late"),
    # targets
    path(f"{CAMPAIGN}targets/", targets.targets_page, name="targets"),
]
