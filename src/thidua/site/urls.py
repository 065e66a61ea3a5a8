"""Which address shows which screen: Vietnamese without a prefix, English under `/en/`."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

rooms: list[URLPattern | URLResolver] = [path("", include("thidua.accounts.urls"))]
if find_spec("thidua.portal.urls"):
    rooms.append(path("", include("thidua.portal.urls")))

urlpatterns = i18n_patterns(*rooms, prefix_default_language=False)

handler400 = "thidua.site.views.bad_request"
handler403 = "thidua.site.views.forbidden"
handler404 = "thidua.site.views.not_found"
handler429 = "thidua.site.views.too_many"
handler500 = "thidua.site.views.bug"
