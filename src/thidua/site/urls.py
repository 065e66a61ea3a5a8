"""Which address shows which screen: Vietnamese without a prefix, English under `/en/`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(  # tried one after the other: the busiest come first
    path("", include("thidua.counter.urls")),
    path("", include("thidua.tracking.urls")),
    path("", include("thidua.accounts.urls")),
    path("", include("thidua.counting.urls")),
    path("", include("thidua.denominators.urls")),
    path("", include("thidua.imports.urls")),
    path("", include("thidua.residents.urls")),
    path("", include("thidua.filing.urls")),
    path("", include("thidua.procedures.urls")),
    path("", include("thidua.petitions.urls")),
    path("", include("thidua.reconciling.urls")),
    path("", include("thidua.questions.urls")),
    path("", include("thidua.pledges.urls")),
    path("", include("thidua.programme.urls")),
    path("", include("thidua.duties.urls")),
    path("", include("thidua.rubrics.urls")),
    path("", include("thidua.bulletins.urls")),
    path("", include("thidua.conduct.urls")),
    path("", include("thidua.closing.urls")),
    path("", include("thidua.planning.urls")),
    path("", include("thidua.proofs.urls")),  # declares the converter `place`
    path("", include("thidua.recounts.urls")),
    path("", include("thidua.guide.urls")),
    path("", include("thidua.portal.urls")),  # declares the converter `unit`
    path("", include("thidua.maps.urls")),
    path("", include("thidua.front.urls")),
    path("", include("thidua.criteria.urls")),
    path("", include("thidua.glossary.urls")),
    path("", include("thidua.sharing.urls")),
    prefix_default_language=False,
)

handler400 = "thidua.site.views.bad_request"
handler403 = "thidua.site.views.forbidden"
handler404 = "thidua.site.views.not_found"
handler429 = "thidua.site.views.too_many"
handler500 = "thidua.site.views.bug"
