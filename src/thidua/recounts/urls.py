"""Which address shows which page of recounted figures."""

from django.urls import path

from thidua.recounts.views import desk, public

DESK = "units/<str:unit>/figures/"

app_name = "recounts"
urlpatterns = [
    path("figures/", public.figures, name="figures"),
    path(DESK, desk.desk, name="desk"),
    path(f"{DESK}public/", desk.switch, name="switch"),
    path(f"{DESK}<str:figure>/reply/", desk.reply, name="reply"),
]
