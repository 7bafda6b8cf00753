"""What a comment says of a change, as data: written where nobody is trusted, read where nothing in it is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema

from kepu.diff import KINDS, Change, Diff
from kepu.problems import Problem, Stop, Worded, counts
from kepu.reports.diff.words import about, samples
from kepu.review.looking import Seen

Facts = dict[str, Any]
VERSION = 1
# As many, and as many characters of a text, as a comment could ever show; facts.schema.json allows no more.
PROBLEMS, CHANGES, FILES, TEXT = 50, 20, 50, 600
# Bytes: the longest facts of that size stay below it.
LIMIT = 2_000_000


def gathered(seen: Seen, worded: list[Worded], converted: Iterable[str], withheld: Iterable[str]) -> Facts:
    """The facts of a change."""
    return {
        "version": VERSION,
        "old": seen.old,
        "new": seen.new,
        "counts": counts(worded),
        "problems": [_problem(w) for w in worded[:PROBLEMS]],
        "changes": _changes(seen.diff) if seen.diff else None,
        "converted": list(converted)[:FILES],
        "withheld": list(withheld)[:FILES],
    }


def _problem(w: Worded) -> Facts:
    whole = w.as_json()
    texts = {key: whole[key][:TEXT] for key in ("file", "message_zh", "message_en", "fix_zh", "fix_en")}
    return {key: whole[key] for key in ("severity", "code", "line")} | {"earlier": w.problem.earlier} | texts


def _changes(diff: Diff) -> Facts:
    counts = {kind: diff.counts[kind] for kind in KINDS}
    return {"datasets": len(diff.changes), "counts": counts, "first": [_change(c) for c in diff.changes[:CHANGES]]}


def _change(change: Change) -> Facts:
    return {
        "file": change.dataset.file,
        "title_zh": change.dataset.title,
        "title_en": change.dataset.title_en,
        "counts": {kind: change.counts[kind] for kind in KINDS},
        **{f"about_{lang}": [said[:TEXT] for said in about(change, lang)] for lang in ("zh", "en")},
        **{f"samples_{lang}": samples(change, lang) for lang in ("zh", "en")},
    }


def read(data: bytes) -> Facts:
    """Facts out of bytes that anybody may have written: every key, type, length and number is as the schema says, or Stop."""
    try:
        found = json.loads(data.decode("utf-8"), parse_constant=_refused)
        _validator().validate(found)
    except (ValueError, RecursionError) as error:
        raise unsafe(error) from None
    except jsonschema.ValidationError as error:
        raise unsafe(error.json_path, error.validator) from None
    return dict(found)


def _refused(constant: str) -> None:
    raise ValueError(constant)


@cache
def _validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(files("kepu.review").joinpath("facts.schema.json").read_text("utf-8")))


def unsafe(*detail: object) -> Stop:
    """What came is not what this program writes."""
    return Stop(Problem("review-unsafe", context={"detail": " ".join(map(str, detail))[:200]}))
