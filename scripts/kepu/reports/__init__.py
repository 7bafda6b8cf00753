"""Outputs of a check: one file a format, each `render(worded, lang) -> str`."""

from kepu.reports import github, html, json, markdown, sarif, terminal

FORMATS = {
    "terminal": terminal.render,
    "json": json.render,
    "github": github.render,
    "markdown": markdown.render,
    "sarif": sarif.render,
    "html": html.render,
}
