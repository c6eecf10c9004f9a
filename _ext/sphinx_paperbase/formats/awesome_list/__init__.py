"""The awesome list: the collection as one README in Markdown, read and written.

Its form is that of https://github.com/gaomingqi/awesome-video-object-segmentation: a legend of the
types, then a section for each venue and year, in it one paragraph for each paper::

    ### CVPR 2023

    :blue_square: `SVOS` &nbsp;-&nbsp; [paper](…) / [code](…) &nbsp;-&nbsp; Title (`note`)

Journals of a year share a section, ``### Journals 2023``; there a tag in front of the title names
the journal. Lists with bullets or tables are read too.
"""

from sphinx_paperbase.formats.awesome_list.drafts import New, Plan, Present, plan
from sphinx_paperbase.formats.awesome_list.reader import Listing, read
from sphinx_paperbase.formats.awesome_list.repeats import Item, Remark
from sphinx_paperbase.formats.awesome_list.report import Report
from sphinx_paperbase.formats.awesome_list.writer import line, listing, write

__all__ = [
    "Item",
    "Listing",
    "New",
    "Plan",
    "Present",
    "Remark",
    "Report",
    "line",
    "listing",
    "plan",
    "read",
    "write",
]
