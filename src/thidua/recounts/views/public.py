"""Figures that newspapers printed, recounted."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.kernel.errors import RuleBroken
from thidua.recounts.models import is_shown, replies
from thidua.recounts.outside import printed_figures
from thidua.recounts.rules import Recount


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show each printed figure beside what its own counts give, by the article it comes from."""
    if not is_shown():
        raise RuleBroken("recounts.hidden")
    found, said = printed_figures(), replies()
    language = "en" if get_language() == "en" else "vi"
    articles = [
        (
            source,
            [
                (each, each.label[language], each.note[language], said.get(each.key))
                for each in printed
            ],
        )
        for source, printed in groupby(
            sorted(found, key=lambda each: each.source.document), key=lambda each: each.source
        )
    ]
    compared = [each for each in found if each.recount is not Recount.UNCOUNTED]
    page = {
        "articles": articles,
        "differing": [
            (each, each.label[language], said.get(each.key))
            for each in compared
            if each.recount is Recount.DIFFERS
        ],
        "compared": len(compared),
        "total": len(found),
        "trail": [(_("Số liệu đã công bố"), "")],
    }
    return render(request, "recounts/figures.html", page)
