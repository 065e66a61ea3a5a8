"""The small campaign with a freeze, and what comes after it, for tests of what is late."""

from datetime import UTC, datetime

import portal_campaign as campaign
from thidua.basis.models.facts import ADMITTED  # noqa: F401 - tests look for its leaves
from thidua.campaigns.actions import export_plans, publish_plan
from thidua.counting.models import Fact
from thidua.standings import actions
from thidua.standings.models import State, editions

FROZEN = datetime(2024, 12, 15, 10, tzinfo=UTC)
LATE = datetime(2024, 12, 17, 2, tzinfo=UTC)
CLOSED = datetime(2024, 12, 20, 3, tzinfo=UTC)
FREEZE = "tree_day = 2024-12-10\nfreeze_at = 2024-12-15T17:00:00+07:00"


def plan(code="sixty", *, freeze=FREEZE, version=1, first="2024-10-10", at=campaign.OPENED):
    content = campaign.PLAN.format(code=code, name="Phong trào thử", visibility="public")
    content = content.replace("tree_day = 2024-12-10", freeze)
    content = content.replace("version = 1", f"version = {version}", 1)
    content = content.replace("effective_from = 2024-10-10", f"effective_from = {first}")
    publish_plan(content=content.encode(), actor=campaign.ACTOR, at=at)
    export_plans()


def make():
    """Make the units, the plan and counts in time."""
    campaign.open_units()
    plan()
    campaign.counts()


def late(unit, key, *, at=LATE, corrects=None, **quantities):
    """Enter counts after the freeze; give the public ids by measure."""
    campaign.count(unit, key, at=at, corrects=corrects, **quantities)
    return ids(key)


def ids(key):
    rows = Fact.objects.filter(key__startswith=f"secret-{key}-")
    return {row.measure: row.public_id for row in rows}


def admit(*facts, reason="Báo cáo gửi đúng hạn, máy chủ nhận muộn", at=LATE, code="sixty"):
    return actions.admit_late(
        campaign=code, facts=facts, reason=reason, actor=campaign.ACTOR, at=at
    )


def publish(state=State.OFFICIAL, *, at=CLOSED, **given):
    return campaign.publish(state=state, at=at, **given)


def publish_in_first_layout(monkeypatch):
    """Publish as before there was a freeze: everything that is in the log counts."""
    with monkeypatch.context() as before:
        before.setattr(editions, "LAYOUT", 1)
        before.setattr(actions, "LAYOUT", 1)
        return publish()
