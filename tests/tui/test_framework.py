"""The Framework screen: where the evidence lies, and what can be done from a guideline."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from leaptui.model.clock import FixedClock
from leaptui.model.edits import add_evidence, new_document
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.framework.rows import GuidelineTree, cut_words
from leaptui.tui.framework.screen import FrameworkScreen
from tests.tui.conftest import THURSDAY, Desk, Open
