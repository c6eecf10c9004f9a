"""The Sphinx side: documents that show the catalog."""

WARNING_TYPE = "paperbase"
"""The type of all our warnings in Sphinx; the subtype is the rule."""
