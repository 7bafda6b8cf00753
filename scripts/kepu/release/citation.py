"""How a release is cited: CITATION.cff for people and forges, .zenodo.json for the archive that gives it a DOI."""

from __future__ import annotations

import json

import yaml

from kepu.model import Catalog
from kepu.release.plan import Plan
from kepu.settings import public_address, settings

MESSAGE = "引用这份数据，请写明版本。Please cite the version you used."


def cff(plan: Plan, catalog: Catalog) -> str:
    """Citation File Format 1.2.0."""
    home = public_address(catalog.root)
    about = {
        "cff-version": "1.2.0",
        "message": MESSAGE,
        "type": "dataset",
        "title": title_of(catalog),
        "abstract": _abstract(catalog),
        "authors": [{"name": publisher(catalog)}],
        "version": plan.version,
        "date-released": plan.day,
        "commit": plan.commit,
        "license": licences(catalog),
        "keywords": [dataset.title for dataset in catalog],
    }
    repository = settings(catalog.root).get("extra", {}).get("repository")
    about |= {"url": home} if home != "/" else {}
    about |= {"repository-code": repository} if repository else {}
    return yaml.safe_dump(about, allow_unicode=True, sort_keys=False, width=120)


def zenodo(plan: Plan, catalog: Catalog) -> str:
    """The metadata of a Zenodo deposit. It takes one licence: the first; every dataset names its own in the package."""
    about = {
        "upload_type": "dataset",
        "title": f"{title_of(catalog)} {plan.version}",
        "description": _abstract(catalog),
        "creators": [{"name": publisher(catalog)}],
        "version": plan.version,
        "publication_date": plan.day,
        "access_right": "open",
        "license": licences(catalog)[0].lower(),
        "language": "zho",
        "keywords": [dataset.title for dataset in catalog],
    }
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"


def title_of(catalog: Catalog) -> str:
    """What the data is called: the portal's name, since the title in metadata.json is that of the API."""
    return str(settings(catalog.root).get("site_name") or catalog.metadata["title"])


def publisher(catalog: Catalog) -> str:
    """Who publishes: `publisher` in metadata.json, else the title of the whole."""
    return str(catalog.metadata.get("publisher", catalog.metadata["title"]))


def licences(catalog: Catalog) -> list[str]:
    """The licences of the datasets, the most frequent first."""
    each = [dataset.licence for dataset in catalog]
    return sorted(set(each), key=lambda licence: (-each.count(licence), licence))


def _abstract(catalog: Catalog) -> str:
    texts = (catalog.metadata["description"], catalog.metadata.get("description_en", ""))
    return "\n".join(text for text in texts if text)
