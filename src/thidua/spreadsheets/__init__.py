"""Spreadsheets as offices have them: opened safely, read as cells, never guessed."""
