"""The first page, and the page of a campaign."""
