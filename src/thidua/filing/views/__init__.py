"""The pages of residents; each is for one resident's eyes."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from thidua.accounts.models import SeatedRequest
from thidua.kernel.errors import RuleBroken
from thidua.residents.models import Resident, resident_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Resident, P], HttpResponse]
Asked = Callable[Concatenate[SeatedRequest, P], HttpResponse]


def of_resident(view: View[P]) -> Asked[P]:
    """Hand a view the resident who asks; who has said nothing of themselves yet is asked first."""

    def asked(request: SeatedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_official:
            raise RuleBroken("residents.residents-only")
        resident = resident_of(request.user.pk)
        if resident is None:
            return redirect("residents:profile")
        return view(request, resident, *args, **kwargs)

    return update_wrapper(asked, view)
