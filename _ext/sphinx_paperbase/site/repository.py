"""The repository that the entries lie in: the addresses of its hosting service's pages.

- GitHub: https://docs.github.com/repositories/working-with-files/managing-files, and for the text
  of a new file https://github.com/isaacs/github/issues/1527
- GitLab: https://docs.gitlab.com/user/project/repository/web_editor/; its new-file page takes a
  name, and no text: https://gitlab.com/gitlab-org/gitlab/-/work_items/594214
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from sphinx.util import logging

from sphinx_paperbase.catalog.problems import one_line
from sphinx_paperbase.catalog.values import url_fault
from sphinx_paperbase.site import WARNING_TYPE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

_BRANCH = re.compile(r"[\w.+-]+(/[\w.+-]+)*", re.ASCII)
_PATH = re.compile(r"(/[\w.+-]+){2,}", re.ASCII)
_SSH = re.compile(r"^git@([\w.-]+):", re.ASCII)  # as Read the Docs names a private repository


class Service(NamedTuple):
    """How a hosting service addresses its pages.

    Attributes:
        name: What it is called.
        pages: What stands between the repository and the page.
        path_field: The query's field for a new file's path.
        text_field: The one for its text; empty where the service takes none.
    """

    name: str
    pages: str
    path_field: str
    text_field: str


SERVICES = (
    Service("GitHub", "", "filename", "value"),
    Service("GitLab", "/-", "file_name", ""),
)


class Repository(NamedTuple):
    """A repository at a hosting service."""

    url: str
    branch: str
    service: Service

    @classmethod
    def parse(cls, url: str, branch: str) -> Repository:
        """Return the repository that an address means.

        Raises:
            ValueError: It is no https address of a repository at a service that is known.
        """
        address = _SSH.sub(r"https://\1/", url).removesuffix("/").removesuffix(".git")
        if wrong := url_fault(address):
            raise ValueError(wrong)
        parts = urlsplit(address)
        if parts.scheme != "https":
            raise ValueError("is not an https address")
        if not _PATH.fullmatch(parts.path) or parts.query or parts.fragment:
            raise ValueError("is not the address of a repository")
        if not _BRANCH.fullmatch(branch) or ".." in branch:
            raise ValueError(f"cannot be used with the branch {branch!r}")
        words = (parts.hostname or "").split(".")
        for service in SERVICES:
            if service.name.lower() in words:
                return cls(address, branch, service)
        raise ValueError("is at a service whose pages are not known")

    def edit(self, path: str) -> str:
        """Return the address of the page that edits a file, and offers it as a pull request."""
        return f"{self._page('edit')}/{quote(path)}"

    def new(self, path: str = "", text: str = "") -> str:
        """Return the address of the page that makes a new file, with what the service takes."""
        query = {self.service.path_field: path, self.service.text_field: text}
        given = {field: value for field, value in query.items() if field and value}
        # Percent signs, not '+', for spaces: what scripts write too.
        return self._page("new") + (f"?{urlencode(given, quote_via=quote)}" if given else "")

    def _page(self, kind: str) -> str:
        return f"{self.url}{self.service.pages}/{kind}/{self.branch}"


def repository(config: Config) -> Repository | None:
    """Return the site's repository, or None where there is none that can be linked to."""
    try:
        return _parse(config.paperbase_repository or "", config.paperbase_branch)
    except ValueError:
        return None


@functools.cache
def _parse(url: str, branch: str) -> Repository:
    return Repository.parse(url, branch)


def _line(app: Sphinx) -> int:
    """Return the line of the settings that speaks of the repository."""
    path = Path(app.confdir, "conf.py")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return next((n for n, line in enumerate(lines, 1) if "paperbase_repository" in line), 1)


def check(app: Sphinx) -> None:
    """Warn of a setting that pages cannot link to."""
    config = app.config
    if not config.paperbase_repository:
        return
    try:
        _parse(config.paperbase_repository, config.paperbase_branch)
    except ValueError as error:
        # What a clone's address may hold is not for a log.
        shown = re.sub(r"//[^/]*@", "//…@", one_line(config.paperbase_repository))
        services = " or ".join(service.name for service in SERVICES)
        logger.warning(
            "paperbase_repository: %r %s; write the https address of a repository at %s",
            shown,
            error,
            services,
            location=f"conf.py:{_line(app)}",
            type=WARNING_TYPE,
            subtype="repository",
        )
