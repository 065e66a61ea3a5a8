"""What was handed in, before a second person: the plan, what differs, publish or send back."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.accounts.models import SeatedRequest
from thidua.campaigns.models import PlanVersion
from thidua.kernel.errors import RuleBroken
from thidua.planning import actions
from thidua.planning.forms import ReasonForm
from thidua.planning.models import Submission
from thidua.planning.models.looking import look
from thidua.planning.views.frame import seat_of, trail
from thidua.planning.views.seeing import compared
from thidua.plans.forms import METHODS
from thidua.plans.outside import Located, tables


@require_GET
def submission(request: SeatedRequest, unit: str, submission: int) -> HttpResponse:
    """Show what was handed in, whole, with what differs from the version before it."""
    return _page(request, unit, _found(unit, submission), ReasonForm())


@require_POST
def publish(request: SeatedRequest, unit: str, submission: int) -> HttpResponse:
    """Publish it for good, as the second person."""
    actions.publish(
        submission=submission,
        unit=unit,
        person=request.user.pk,
        actor=seat_of(request).id,
        at=timezone.now(),
    )
    return redirect("planning:submission", unit=unit, submission=submission)


@require_POST
def send_back(request: SeatedRequest, unit: str, submission: int) -> HttpResponse:
    """Send it back with a reason."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, unit, _found(unit, submission), form, status=422)
    actions.send_back(
        submission=submission,
        unit=unit,
        reason=form.cleaned_data["reason"],
        actor=seat_of(request).id,
        at=timezone.now(),
    )
    return redirect("planning:plans", unit=unit)


def _page(
    request: SeatedRequest, unit: str, found: Submission, form: ReasonForm, status: int = 200
) -> HttpResponse:
    data = tables(bytes(found.content))
    if isinstance(data, Located):
        raise TypeError(data)
    before = PlanVersion.objects.filter(campaign=found.campaign).order_by("-version").first()
    old = tables(bytes(before.content)) if before and not found.published else None
    looked = look(data, unit)
    page = {
        "unit": unit,
        "found": found,
        "plan": looked.plan,
        "data": data,
        "methods": METHODS,
        "published": found.published,
        "own": found.person_id == request.user.pk or found.seat == seat_of(request).id,
        "before": before,
        "rows": compared(dict(old), dict(data)) if old and not isinstance(old, Located) else [],
        "form": form,
        "trail": trail(unit, (_("Bản trình"), "")),
    }
    return render(request, "planning/submission.html", page, status=status)


def _found(unit: str, submission: int) -> Submission:
    found = Submission.objects.filter(pk=submission, unit=unit).first()
    if found is None:
        raise RuleBroken("planning.no-submission", submission=submission)
    return found
