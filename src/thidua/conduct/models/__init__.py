"""What is remembered of a campaign's running."""

from thidua.conduct.models.route import CampaignDay, Route, RouteStep

__all__ = ["CampaignDay", "Route", "RouteStep"]
