"""Screens of the mirror: lists are sent and taken, dossiers compared and opened."""
