"""The page on which residents say who they are, and where what VNeID proved is taken in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.forms import HOME, PROVED
from thidua.accounts.models import SeatedRequest
from thidua.kernel.errors import RuleBroken
from thidua.residents import actions
from thidua.residents.forms import PlaceForm, ProfileForm
from thidua.residents.models import Resident, communes, hamlets, resident_of
from thidua.residents.rules import Profile, Proof, read_proof


@require_http_methods(["GET", "POST"])
def profile(request: SeatedRequest) -> HttpResponse:
    """Ask a resident who they are and where they live; the commune comes first."""
    if request.user.is_official:
        raise RuleBroken("residents.residents-only")
    resident = resident_of(request.user.pk)
    proof = read_proof(request.session.get(PROVED))
    if proof and _known(request, proof):
        return redirect(HOME)
    day = timezone.localdate()
    listed = communes(day)
    commune = request.GET.get("commune") or (resident.commune_id if resident else "")
    if commune not in dict(listed):
        page = {"place": PlaceForm(communes=listed), "trail": _trail(resident)}
        return render(request, "residents/profile.html", page)
    form = ProfileForm(
        request.POST or None,
        initial=_initial(resident, proof),
        hamlets=hamlets(commune, day),
        proved=bool(proof) or (resident is not None and resident.is_proved),
    )
    if form.is_valid():
        return _written(request, resident, commune, form.cleaned_data)
    page = {
        "form": form,
        "place": PlaceForm(initial={"commune": commune}, communes=listed),
        "commune": dict(listed)[commune],
        "resident": resident,
        "trail": _trail(resident),
    }
    return render(request, "residents/profile.html", page, status=422 if form.errors else 200)


def _written(
    request: SeatedRequest, resident: Resident | None, commune: str, said: dict[str, str]
) -> HttpResponse:
    at = timezone.now()
    given = Profile(
        name=said["name"],
        phone="".join(said["phone"].split()),
        commune=commune,
        hamlet=said.get("hamlet") or None,
        identity="".join(said["identity"].split()),
        address=said["address"],
    )
    if resident:
        actions.amend(resident=resident, profile=given, at=at)
        messages.success(request, _("Đã lưu thông tin của ông/bà."))
    else:
        proof = read_proof(request.session.get(PROVED))
        actions.register(person=request.user.pk, profile=given, proof=proof, at=at)
        request.session.pop(PROVED, None)
        messages.success(
            request, _("Tài khoản đã được xác minh. Từ bây giờ ông/bà nộp được hồ sơ.")
        )
    return redirect(HOME)


def _known(request: SeatedRequest, proof: Proof) -> bool:
    """Prove an account; whether its resident is there already, by this account or another."""
    try:
        actions.prove(person=request.user.pk, proof=proof, at=timezone.now())
        messages.success(request, _("Đã xác minh danh tính của ông/bà bằng VNeID."))
    except RuleBroken as broken:
        if broken.code == "residents.not-verified":
            return False
        request.session.pop(PROVED, None)
        if broken.code != "residents.proved-already":
            raise
    request.session.pop(PROVED, None)
    return True


def _initial(resident: Resident | None, proof: Proof | None) -> dict[str, object]:
    if resident is None:
        return {"name": proof.name, "identity": proof.identity} if proof else {}
    return {
        "name": resident.name,
        "phone": resident.phone,
        "identity": resident.identity,
        "address": resident.address,
        "hamlet": resident.hamlet_id,
    }


def _trail(resident: Resident | None) -> list[tuple[str, str]]:
    return [(_("Của tôi"), reverse(HOME)), (_("Thông tin của tôi"), "")] if resident else []
