"""What the pages for editors say is so: every verb and option is there, and every example runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from documents import PAGES, Part, page, parts, sections
from geoservices import PROTOCOLS, serving
from support import ROOT
from terminal import Terminal

from kepu.cli import main

COMMANDS = {"zh": "contribute/commands.md", "en": "en/contribute/commands.md"}
COMMON = {"zh": "每个命令都有", "en": "Every verb has"}
TYPED = [
    COMMANDS["zh"],
    "contribute/editing.md",
    "contribute/geocoding.md",
    "contribute/releasing.md",
    "en/contribute.md",
    "CONTRIBUTING.md",
]


def verbs(group: click.Group, before: str = "kepu") -> Iterator[tuple[str, click.Command]]:
    """What is typed, and its command, for every verb that does something."""
    for name in group.list_commands(click.Context(group)):
        found = group.get_command(click.Context(group), name)
        assert found
        if isinstance(found, click.Group):
            yield from verbs(found, f"{before} {name}")
        else:
            yield f"{before} {name}", found


VERBS = dict(verbs(main))


def options(command: click.Command) -> dict[str, click.Option]:
    """Long form of an option → the option."""
    return {max(param.opts, key=len): param for param in command.params if isinstance(param, click.Option)}


def table(found: list[Part]) -> dict[str, tuple[str, ...]]:
    """The rows of a section's table of options, by their first cell."""
    return {row[0]: row for part in found if part.kind == "table" for row in part.rows[1:]}


@pytest.mark.parametrize("lang", COMMANDS)
def test_every_verb_has_a_heading_and_no_other_stands_there(lang: str) -> None:
    headings = [part for part in page(COMMANDS[lang]) if part.kind == "##"]
    assert [part.text for part in headings] == [COMMON[lang], *VERBS]
    assert [part.anchor for part in headings[1:]] == [verb.removeprefix("kepu ").replace(" ", "-") for verb in VERBS]


@pytest.mark.parametrize("lang", COMMANDS)
def test_every_option_of_a_verb_has_a_row_with_its_default_and_its_choices(lang: str) -> None:
    below = sections(page(COMMANDS[lang]))
    common = table(below[COMMON[lang]])
    for verb, command in VERBS.items():
        said, real = table(below[verb]), options(command)
        assert set(said) | set(common) == set(real) | {"--help"}, verb
        assert not set(said) & set(common), verb
        for name, option in real.items():
            row = (said | common)[name]
            assert option.is_flag or row[1] == _default(option), (verb, name)
            choices = option.type.choices if isinstance(option.type, click.Choice) else ()
            assert all(re.search(rf"(?<!\w){choice}(?!\w)", row[2]) for choice in choices), (verb, name)


def _default(option: click.Option) -> str:
    """A default as a page shows it: nothing where there is none."""
    return str(option.default) if isinstance(option.default, str | int) and not isinstance(option.default, bool) else ""


@pytest.mark.parametrize("lang", COMMANDS)
def test_every_verb_says_what_it_takes_and_shows_an_example(lang: str) -> None:
    below = sections(page(COMMANDS[lang]))
    for verb, command in VERBS.items():
        taken = [param.make_metavar(click.Context(command)) for param in command.params if isinstance(param, click.Argument)]
        assert not taken or f"`{' '.join([verb, *taken])}`" in "".join(part.text for part in below[verb]), verb
        assert any(line.startswith(verb) for part in below[verb] if part.kind == "sh" for line in part.text.splitlines()), verb


def commands(name: str) -> list[str]:
    """What a page tells its reader to type, line by line."""
    return [line for part in page(name) if part.kind == "sh" for line in part.text.splitlines()]


def test_the_english_page_has_the_same_examples() -> None:
    """So that only one of the two has to be typed."""
    assert [line.replace(" --lang en", "") for line in commands(COMMANDS["en"])] == commands(COMMANDS["zh"])


@pytest.mark.parametrize("name", TYPED)
def test_every_example_runs(tmp_path: Path, name: str) -> None:
    text = (ROOT / name if name == "CONTRIBUTING.md" else PAGES / name).read_text("utf-8")
    with serving(PROTOCOLS["tianditu"]) as service:
        terminal = Terminal(tmp_path, service.address)
        for block in (part.text for part in parts(text) if part.kind == "sh"):
            done = terminal.type(block)
            assert done.returncode == 0, f"{block}\n{done.stdout}{done.stderr}"
