"""For a browser: one self-contained page."""

from __future__ import annotations

from jinja2 import Environment

from kepu.problems import Worded
from kepu.reports.terminal import verdict

PAGE = """<!doctype html>
<html lang="{{ 'zh-CN' if lang == 'zh' else 'en' }}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ verdict }}</title>
<h1>{{ verdict }}</h1>
<ol>
{%- for w in worded %}
<li><b>{{ w.message(lang) }}</b><br>{{ w.fix(lang) }}<br><code>{{ w.where }}</code> <code>{% if w.published %}<a href="{{ w.help(lang) }}">{{ w.problem.code }}</a>{% else %}{{ w.problem.code }}{% endif %}</code></li>
{%- endfor %}
</ol>
</html>"""


def render(worded: list[Worded], lang: str) -> str:
    """The verdict as heading, then every problem; all text escaped."""
    template = Environment(autoescape=True).from_string(PAGE)
    return template.render(worded=worded, lang=lang, verdict=verdict(worded, lang))
