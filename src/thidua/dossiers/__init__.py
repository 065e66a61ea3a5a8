"""Dossiers: their codes, the steps they go through and the counts they make; rules only."""
