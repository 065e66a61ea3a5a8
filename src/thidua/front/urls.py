"""Which address shows the first page, and which the page of a campaign."""

from django.urls import path

from thidua.front.views import campaigns, home

app_name = "front"
urlpatterns = [
    path("", home.home, name="home"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/<slug:campaign>/", campaigns.campaign, name="campaign"),
]
