"""The dictionary, printed for visitors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.glossary.forms import asked
from thidua.glossary.outside import terms
from thidua.glossary.rules import by_letter, search

TITLE = _("Giải thích từ ngữ")


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Show the words of the pages with what they are, by letter, or those that are looked for."""
    wanted = asked(request.GET)
    found = search(terms(), wanted)
    page = {
        "q": wanted,
        "letters": by_letter(found),
        "found": len(found),
        "total": len(terms()),
        "trail": [(TITLE, "")],
    }
    return render(request, "glossary/glossary.html", page)
