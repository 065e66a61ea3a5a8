"""Which address shows which screen."""

from django.urls import path

from thidua.closing.views import closing, council, editions, late

CLOSING = "campaigns/<slug:campaign>/closing/"

app_name = "closing"
urlpatterns = [
    path(CLOSING, closing.closing, name="closing"),
    path(f"{CLOSING}edition/", editions.edition, name="edition"),
    path(f"{CLOSING}council/", council.council, name="council"),
    path(f"{CLOSING}late/", late.late, name="late"),
]
