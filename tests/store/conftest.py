from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.desk import Desk, begin


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return begin(tmp_path)
