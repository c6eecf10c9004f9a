"""The catalog: entries and taxonomy, read, checked and queried. No Sphinx in here."""

from sphinx_paperbase.catalog.catalog import Catalog
from sphinx_paperbase.catalog.facets import FACETS, Facet, Shelf
from sphinx_paperbase.catalog.leaderboards import Board, Place
from sphinx_paperbase.catalog.problems import Problem, Rule
from sphinx_paperbase.catalog.query import Query
from sphinx_paperbase.catalog.schema import Entry, Links, Result
from sphinx_paperbase.catalog.taxonomy import Taxonomy, TaxonomyError
from sphinx_paperbase.catalog.values import Edition

__all__ = [
    "FACETS",
    "Board",
    "Catalog",
    "Edition",
    "Entry",
    "Facet",
    "Links",
    "Place",
    "Problem",
    "Query",
    "Result",
    "Rule",
    "Shelf",
    "Taxonomy",
    "TaxonomyError",
]
