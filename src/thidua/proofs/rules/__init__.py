"""What pages that prove decide: who sees a campaign, and which figures were printed."""

from thidua.campaigns.rules import may_see

__all__ = ["may_see"]
