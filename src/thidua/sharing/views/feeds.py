"""RSS of editions: of one campaign, and of all that everybody may see."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.campaigns.models.seeing import open_plan
from thidua.plans.rules import Plan
from thidua.sharing.models.editions import News, news, public_plans


class Editions(Feed[News, Plan | None]):
    """The newest editions; a feed has no reader whose seat could be known."""

    def get_object(
        self, request: HttpRequest, *args: object, campaign: str = "", **kwargs: object
    ) -> Plan | None:
        """Give the campaign that is asked for, None for all."""
        del request, args, kwargs
        return open_plan(campaign, None) if campaign else None

    def title(self, obj: Plan | None) -> str:
        """Name the feed."""
        what = obj.name if obj else _("Thi đua số")
        return _("%(what)s: các lần công bố") % {"what": what}

    def description(self, obj: Plan | None) -> str:
        """Say what the feed tells of."""
        del obj
        return _("Mỗi lần công bố kết quả thi đua, kèm đơn vị dẫn đầu và phần thay đổi.")

    def link(self, obj: Plan | None) -> str:
        """Lead to the campaign, or to the campaigns."""
        if obj is None:
            return reverse("front:campaigns")
        return reverse("front:campaign", args=[obj.code])

    def items(self, obj: Plan | None) -> list[News]:
        """Give the newest editions."""
        return news([obj] if obj else public_plans())

    def item_title(self, item: News) -> str:
        """Name the edition; the writer of the feed escapes it."""
        return item.title

    def item_description(self, item: News) -> str:
        """Say who leads and what changed."""
        return item.sentence

    def item_link(self, item: News) -> str:
        """Lead to the edition."""
        return reverse("portal:edition", args=[item.edition.campaign, item.edition.nr])

    def item_guid(self, item: News) -> str:
        """Name the edition the same in every language and under every host."""
        return f"thidua:{item.edition.subject}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: News) -> datetime:
        """Say when it was published."""
        return item.edition.at


editions = require_safe(Editions())
