"""The Sphinx side: documents that show the catalog."""
