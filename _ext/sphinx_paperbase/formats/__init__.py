"""Formats: the catalog written as other programs read it. No docutils in here."""
