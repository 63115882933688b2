"""What Click itself says in help and errors, named here so that the catalogues have it.

Click takes its words from the process's gettext, which `language.lend` points to our catalogues.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaptui.language import N_, one_or_many


def words_of_click() -> Iterator[str | tuple[str, str]]:
    """Give what Click says where our commands do not say it themselves."""
    yield N_("Usage:")
    yield N_("Options")
    yield N_("[OPTIONS]")
    yield N_("COMMAND [ARGS]...")
    yield N_("Show this message and exit.")
    yield N_("Show the version and exit.")
    yield N_("default: {default}")
    yield N_("required")
    yield N_("Missing argument")
    yield N_("Missing option")
    yield N_("Missing parameter")
    yield N_("Invalid value: {message}")
    yield N_("Invalid value for {param_hint}: {message}")
    yield N_("No such option {name!r}.")
    yield N_("No such command {name!r}.")
    yield N_("Option {name!r} does not take a value.")
    yield N_("Choose from:\n\t{choices}")
    yield N_("{value!r} is not a valid {number_type}.")
    yield N_("{value} is not in the range {range}.")
    yield N_("Could not open file {filename!r}: {message}")
    yield one_or_many("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)")
    yield one_or_many("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})")
    yield one_or_many("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.")
    yield one_or_many("{value!r} is not {choice}.", "{value!r} is not one of {choices}.")
