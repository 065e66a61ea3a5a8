"""Residents with an account: who they are, and what proves it."""
