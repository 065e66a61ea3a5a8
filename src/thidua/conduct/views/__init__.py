"""The pages of a campaign's running."""
