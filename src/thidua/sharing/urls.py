"""Which address gives which card, code, feed and part of the map."""

from django.urls import path

from thidua.sharing.views import feeds, pictures, sitemaps

app_name = "sharing"
urlpatterns = [
    path("cards/<slug:campaign>.png", pictures.card, name="card"),
    path("cards/<slug:campaign>/<slug:kind>/<unit:which>.png", pictures.card, name="card"),
    path("qr/<slug:campaign>/<unit:unit>.svg", pictures.code, name="qr"),
    path("editions.rss", feeds.editions, name="feed"),
    path("campaigns/<slug:campaign>/editions.rss", feeds.editions, name="campaign-feed"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.part, name="sitemap-part"),
    path("robots.txt", sitemaps.robots, name="robots"),
]
