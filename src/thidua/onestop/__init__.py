"""Dossiers that live here: from filing to the result, and what is counted of them at every moment."""
