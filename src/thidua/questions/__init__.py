"""Questions on numbers: appeals against a published edition, and their answers."""
