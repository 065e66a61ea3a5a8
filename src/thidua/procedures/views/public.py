"""The public catalogue: searched, filtered, as it held on a day; each procedure with its versions."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import sort_key
from thidua.procedures.forms import LEVEL_NAMES, ONLINE_NAMES, SearchForm
from thidua.procedures.models import Stored, named
from thidua.procedures.rules import offered_online
from thidua.procedures.rules.rows import write_table
from thidua.procedures.views.comparing import beside
from thidua.spreadsheets.outside.writing import Template, template

A_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLE = _("Thủ tục hành chính")
ADVICE = (
    "Mỗi dòng là một thủ tục, có hiệu lực từ một ngày. Sửa nội dung thì thêm dòng mới với ngày có hiệu lực mới; dòng cũ giữ nguyên.",
    "Thành phần hồ sơ: mỗi giấy tờ một dòng trong ô. Giấy tờ là kết quả của thủ tục khác thì ghi mã thủ tục đó trong ngoặc vuông ở cuối.",
    "Thời hạn: ghi như “5 ngày làm việc” hoặc “8 giờ làm việc”. Không thu phí thì để trống ô phí.",
    "“Mức độ 3”, “Mức độ 4” chỉ dùng cho nội dung có hiệu lực trước ngày 15/08/2022.",
)


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """List the procedures that hold on a day, by name, field, level and level of online service."""
    form, rows, day = _asked(request)
    holding = [row.version for row in Stored.objects.on(day)]
    page = {
        "form": form,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "found": len(rows),
        "total": len(holding),
        "online": sum(each.online.is_service for each in holding),
        "fields": len({each.field for each in holding}),
        "fields_online": len(offered_online(holding)),
        "generated": any(row.generated for row in rows),
        "day": day,
        "level_names": LEVEL_NAMES,
        "online_names": ONLINE_NAMES,
        "query": request.GET.urlencode(),
        "trail": [(TITLE, "")],
    }
    return render(request, "procedures/catalogue.html", page)


@require_safe
def spreadsheet(request: HttpRequest) -> HttpResponse:
    """Give the same list as a spreadsheet that can be sent in again."""
    _form, rows, day = _asked(request)
    headings, cells = write_table([row.version for row in rows])
    content = template(Template("Thủ tục", headings, cells, range(7, 8), ADVICE))
    disposition = f'attachment; filename="procedures-{day}.xlsx"'
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Show a procedure as it holds today, and each version that it had."""
    versions = list(Stored.objects.filter(code=code).order_by("-effective", "-nr"))
    if not versions:
        raise RuleBroken("procedures.unknown", procedure=code[:40])
    today = timezone.localdate()
    holding = Stored.objects.on(today).filter(code=code).first()
    standing = [row for row in versions if not row.replaced]
    shown = holding or standing[0]
    papers = shown.version.components
    compared = beside(versions, request.GET)
    labels = named({result for row in versions for _name, result in row.components})
    page = {
        "shown": shown,
        "holds": holding is not None,
        "today": today,
        "begins": shown.effective > today,
        "level": LEVEL_NAMES[shown.level],
        "online": ONLINE_NAMES[shown.online],
        "components": [
            (each.name, each.result_of, labels.get(each.result_of, "")) for each in papers
        ],
        "compared": compared,
        "labels": labels,
        "level_names": LEVEL_NAMES,
        "versions": [(row, ONLINE_NAMES[row.online]) for row in versions],
        "trail": [(TITLE, reverse("procedures:catalogue")), (shown.name, "")],
    }
    return render(request, "procedures/procedure.html", page)


def _asked(request: HttpRequest) -> tuple[SearchForm, list[Stored], date]:
    """Read what is asked for; what cannot be read is said at its field, and the rest is shown."""
    form = SearchForm(request.GET)
    form.is_valid()
    given = form.cleaned_data
    day = given.get("on") or timezone.localdate()
    rows = Stored.objects.on(day).saying(given.get("q") or "")
    for key in ("field", "level", "online"):
        if chosen := given.get(key):
            rows = rows.filter(**{key: chosen})
    return form, sorted(rows, key=lambda row: (sort_key(row.name), row.code)), day
