"""What was written: every download with its format, size and checksum. Pages and catalogues list these and no others."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from kepu.model import Catalog

FOLDER = "downloads"


@dataclass(frozen=True)
class Format:
    """A file format: its name, its media type and what it is good for."""

    title: str
    media: str
    use: str
    use_en: str


# Whole names and endings, in the order they are offered. A new format is one more line.
FORMATS = {
    ".excel.csv": Format("Excel", "text/csv", "用Excel双击打开", "opens in Excel"),
    ".csv": Format("CSV", "text/csv", "交给程序", "for programs"),
    ".json": Format("JSON", "application/json", "交给网页，类型齐全", "for web pages, typed"),
    ".geojson": Format("GeoJSON", "application/geo+json", "放进地图软件，WGS84", "for GIS, WGS84"),
    ".parquet": Format("Parquet", "application/vnd.apache.parquet", "大批量分析；有坐标的是GeoParquet", "for analysis; GeoParquet where rows have a point"),
    ".ics": Format("iCalendar", "text/calendar", "放进日历", "for calendars"),
    ".atom": Format("Atom", "application/atom+xml", "订阅新收录和改动的", "news by subscription"),
    ".empty.csv": Format("空表", "text/csv", "照着填", "to fill in"),
    ".xlsx": Format("Excel工作簿", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "一个数据集一页", "one sheet a dataset"),
    ".db": Format("SQLite", "application/vnd.sqlite3", "整个数据库", "the whole database"),
    ".zip": Format("ZIP", "application/zip", "整包离线：CSV、SQLite、字段说明", "everything offline: CSV, SQLite, dictionary"),
    "datapackage.json": Format("Data Package", "application/vnd.datapackage+json", "字段、类型、选项", "columns, types, choices"),
    "catalog.jsonld": Format("DCAT", "application/ld+json", "DCAT和schema.org目录", "DCAT and schema.org catalogue"),
    "croissant.json": Format("Croissant", "application/ld+json", "机器学习工具读的说明", "for machine-learning tools"),
    "openapi.json": Format("OpenAPI", "application/vnd.oai.openapi+json;version=3.1", "接口说明", "the API, described"),
    "SHA256SUMS": Format("SHA256SUMS", "text/plain", "校验", "checksums"),
}  # fmt: skip
ENDINGS = sorted((key for key in FORMATS if key.startswith(".")), key=len, reverse=True)


@dataclass(frozen=True)
class File:
    """One download. `dataset` is empty for a file on all of them."""

    name: str
    dataset: str
    format: Format
    size: int
    sha256: str

    @property
    def ending(self) -> str:
        """What its name ends with, the first dot included."""
        return _ending(self.name)

    @property
    def address(self) -> str:
        """Where it is served, from the portal's root."""
        return f"{FOLDER}/{self.name}"


def written(catalog: Catalog, folder: Path) -> list[File]:
    """Every file in the folder: by dataset, in the order of formats."""
    found = [_file(catalog, path) for path in folder.iterdir()]
    order = list(FORMATS.values())
    return sorted(found, key=lambda file: (file.dataset, order.index(file.format), file.name))


def of(files: list[File], dataset: str) -> list[File]:
    """A dataset's files; those on all datasets, for an empty name."""
    return [file for file in files if file.dataset == dataset]


def media(name: str) -> str:
    """The media type a download is sent as."""
    found = _format(name).media
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def _format(name: str) -> Format:
    return FORMATS.get(name) or FORMATS[_ending(name)]


def _ending(name: str) -> str:
    return next((ending for ending in ENDINGS if name.endswith(ending)), "")


def _file(catalog: Catalog, path: Path) -> File:
    data, stem = path.read_bytes(), path.name.removesuffix(_ending(path.name))
    dataset = stem if stem in catalog.datasets else ""
    return File(path.name, dataset, _format(path.name), len(data), hashlib.sha256(data).hexdigest())
