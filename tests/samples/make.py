"""Write the sample portfolios: `python -m tests.samples.make` rewrites `portfolios/` from the folders beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.samples.build import Sample

HERE = Path(__file__).parent
PORTFOLIOS = HERE.parent.parent / "portfolios"


def samples() -> list[Sample]:
    """Give the sample portfolios, one for each folder that holds a `portfolio.toml`."""
    return [Sample(path.parent) for path in sorted(HERE.glob("*/portfolio.toml"))]


def write(folder: Path = PORTFOLIOS) -> None:
    """Write every sample under a folder, and take away attachments that are no longer theirs."""
    for sample in samples():
        shutil.rmtree(folder / f"{sample.name}.files", ignore_errors=True)
        for path, data in sample.files().items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


if __name__ == "__main__":
    write()
