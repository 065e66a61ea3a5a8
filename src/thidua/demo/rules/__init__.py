"""Simulated counts for what no source published, from a seed, and the checks they must pass."""
