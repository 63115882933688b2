"""Sign the samples' statements: `python -m tests.samples.sign`, whenever the words of a signed one were changed.

Each person who signs gets a new key that is thrown away at the end: `signatures.toml` keeps what it signed, and
`portfolios/allowed_signers` its public half.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from leaptui.model.change import Change, Edit
from leaptui.model.portfolio import Portfolio
from leaptui.signing.signer import Signer, sign_change
from leaptui.signing.signers import add_signer, signers_path
from leaptui.store.workspace import Workspace
from tests.samples.build import SIGNATURES, Sample
from tests.samples.make import PORTFOLIOS, samples, write
from tests.signing.keys import make_key, public


def sign() -> None:
    """Make the keys, sign with them, and write signatures, public keys and portfolios."""
    with TemporaryDirectory() as folder:
        place = Workspace(Path(folder))
        lines = [line for sample in samples() for line in _signed(sample, place)]
        SIGNATURES.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
        (PORTFOLIOS / "allowed_signers").write_bytes(signers_path(place).read_bytes())
    write()


def _signed(sample: Sample, place: Workspace) -> list[str]:
    portfolio = Portfolio(sample.build())
    lines = []
    for table, record_id, row in sample.statements():
        if "signed" not in row:
            continue
        record = sample.document[table][record_id]
        name = portfolio.name_of(str(record["by"]))
        key = place.root / name.replace(" ", "-")
        if not key.exists():
            add_signer(place, name, public(make_key(key)))
        change = Change("", str(record["created"]), {(table, record_id): Edit(None, record)})
        made = (
            sign_change(change, Signer(name, "", key), portfolio.meta.learner.name).edits[table, record_id].after or {}
        )
        lines.append(f'"{sample.name} {table} {record_id}" = "{made["signature"]}"')
    return lines


if __name__ == "__main__":
    sign()
