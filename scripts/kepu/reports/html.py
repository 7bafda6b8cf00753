"""For a browser: one self-contained page."""

from __future__ import annotations

from jinja2 import Environment

from kepu.problems import Worded
from kepu.reports.terminal import MARKS, verdict

PAGE = """<!doctype html>
<html lang="{{ 'zh-CN' if lang == 'zh' else 'en' }}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 1rem clamp(16px, 4vw, 40px) 4rem; max-width: 60rem; font: 1.0625rem/1.7 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; }
li { margin-block: .75rem; }
</style>
<title>{{ verdict }}</title>
<h1>{{ verdict }}</h1>
<ol>
{%- for w in worded %}
<li><b>{{ marks[w.severity] }} {{ w.message(lang) }}</b><br>{{ w.fix(lang) }}<br><code>{{ w.where }}</code> <code>{% if w.published %}<a href="{{ w.help(lang) }}">{{ w.problem.code }}</a>{% else %}{{ w.problem.code }}{% endif %}</code></li>
{%- endfor %}
</ol>
</html>"""


def render(worded: list[Worded], lang: str) -> str:
    """The verdict as heading, then every problem; all text escaped."""
    template = Environment(autoescape=True).from_string(PAGE)
    return template.render(worded=worded, lang=lang, marks=MARKS, verdict=verdict(worded, lang))
