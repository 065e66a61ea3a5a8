"""The writers of a campaign's running."""
