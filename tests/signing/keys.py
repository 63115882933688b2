"""Real keys, made by ssh-keygen itself."""

from __future__ import annotations

import subprocess
from pathlib import Path


def make_key(path: Path, passphrase: str = "", kind: str = "ed25519") -> Path:
    """Make a key pair; gives the private key's file."""
    words = ["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "", "-f", str(path)]
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL, capture_output=True)
    return path


def public(path: Path) -> Path:
    """The public half's file."""
    return path.with_name(f"{path.name}.pub")
