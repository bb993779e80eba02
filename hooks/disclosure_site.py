"""The MkDocs side: events in, calls out. Everything of value is in the package `disclosure`.

MkDocs puts this file's folder on the import path only while it executes the file, so everything is imported here.
"""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File

from disclosure.cli import formats, history, preview, repository
from disclosure.model.values import known
from disclosure.pages import addresses
from disclosure.pages import report as report_pages
from disclosure.release import past, staging
from disclosure.release import site as sites
from disclosure.source.problems import Level

log = get_plugin_logger("disclosure")


class _State:
    """The one build that is going on; replaced in `on_config`, because `serve` keeps this module alive."""

    command = "build"
    preview = preview.Preview()
    build: sites.SiteBuild
    final: Path | None = None
    staged: Path | None = None
    pages: list[str] = []


def on_startup(command, dirty):
    _State.command = command
    # MkDocs' own --quiet would also stop strict mode from counting warnings
    for handler in logging.getLogger("mkdocs").handlers if os.environ.get("DISCLOSURE_QUIET") else ():
        handler.setLevel(logging.WARNING)


def on_config(config):
    root = Path(config.config_file_path).parent
    today = repository.day_of(root, os.environ.get("DISCLOSURE_TODAY"))
    checked = repository.check(root, today, history.history(root, None))
    _report(checked)
    live = _State.command == "serve"
    try:
        told = past.NO_PAST if live else past.read(root, checked.catalog, today, os.environ.get("DISCLOSURE_PREVIOUS"))
    except past.Refused as error:
        _give_up(str(error))
    theme = next(Path(folder) for folder in config.theme.dirs if (Path(folder) / "assets" / "site.css").is_file())
    asked = {way: not live and os.environ.get(f"DISCLOSURE_{way.upper()}") == "1" for way in ("offline", "compress")}
    _State.build = sites.SiteBuild(checked.catalog, theme, repository.commit(root), live, past=told, **asked)
    _stage(config, live)
    site = checked.catalog.site
    config.site_name = site.name
    config.site_url = (known(site.url) or "").rstrip("/") + "/" if known(site.url) else None
    config.extra["disclosure"] = _State.build.theme_values
    config.theme.static_templates = {"404.html"}
    return config


def on_files(files, config):
    with_handbook = _State.command == "serve" or os.environ.get("DISCLOSURE_WITH_HANDBOOK") == "1"
    for file in list(files):
        inside_theme = not file.is_documentation_page() and not file.abs_src_path.startswith(config.docs_dir)
        handbook = file.src_uri.startswith("handbook/") and not with_handbook
        if inside_theme or handbook:
            files.remove(file)
    _State.pages = [addresses.plain(file.url) for file in files.documentation_pages()]
    for address, data in _State.build.assets.items():
        files.append(File.generated(config, address, content=data))
    for address in _State.build.shells.values():
        files.append(File.generated(config, f"{address}index.md", content="---\ntitle: '@@TITLE@@'\n---\n"))
    return files


def on_page_markdown(markdown, page, config, files):
    if page.file.src_uri.startswith("_shell/"):
        page.meta |= {"title": "@@TITLE@@", "description": "@@DESCRIPTION@@", "shell": True, "section": addresses.ITEMS}
    record = _State.build.report_of(page.file.src_uri)
    if record is None:
        return markdown
    page.meta = report_pages.report_meta(_State.build.catalog, record)
    return report_pages.with_figures(_State.build.catalog, record, markdown)


def on_page_content(html, page, config, files):
    return _State.build.page_html(html, page.url)


def on_post_build(config):
    site = Path(config.site_dir)
    if not _State.final:
        _State.preview.good(_State.build.on_demand(site, _State.pages))
        return
    try:
        _State.build.finish(site, _State.pages, _State.final, repository.cache(Path(config.config_file_path).parent, "build"))
    except sites.Incomplete as error:
        raise PluginError(f"没有发布：{error}") from error
    _State.staged = site


def on_serve(server, config, builder):
    _State.preview.attach(server)


def on_build_error(error):
    _State.staged = None
    if _State.final:
        shutil.rmtree(staging.staging_folder(_State.final), ignore_errors=True)


def on_shutdown():
    """The last event, also after a strict build that gave up: only a whole site takes its place."""
    if _State.staged and _State.final:
        staging.switch(_State.staged, _State.final)
        _State.staged = None


def _stage(config, live):
    """`mkdocs build` empties its target before it starts; so it gets another one, and so does each build of the preview."""
    _State.final = _State.staged = None
    if live:
        config.site_dir = str(_State.preview.folder(Path(config.site_dir)))
    else:
        _State.final = Path(config.site_dir)
        staging.tidy(_State.final)
        config.site_dir = str(staging.staging_folder(_State.final))


def _report(checked):
    """Errors end the build in one exception; the rest is printed where strict mode does not count it."""
    _State.preview.wrong([formats.text_line(problem) for problem in checked.problems if problem.level is Level.ERROR])
    for problem in checked.problems:
        line = formats.text_line(problem)
        log.error(line) if problem.level is Level.ERROR and not os.environ.get("DISCLOSURE_QUIET") else print(line)
    if checked.errors:
        _give_up(formats.counts(checked.problems))


def _give_up(why):
    """Ends the build in one line; in our own command without MkDocs' wording around it."""
    raise (SystemExit if os.environ.get("DISCLOSURE_QUIET") else PluginError)(f"没有发布：{why}。已有的网站没有变动。")
