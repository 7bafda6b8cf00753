"""Outputs of a comparison: one file a format, each `render(diff, lang) -> str`."""

from kepu.reports.diff import html, json, markdown, terminal

FORMATS = {"terminal": terminal.render, "markdown": markdown.render, "json": json.render, "html": html.render}
