"""Screens: people follow a dossier and petition; the unit handles petitions."""
