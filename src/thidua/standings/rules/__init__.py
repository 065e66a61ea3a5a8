"""Boards and editions: all of a campaign's standings from plan, tree and counts, to the byte."""
