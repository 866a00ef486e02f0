"""The options of the sheets of all spots: those of a handout, without the patient's."""

from __future__ import annotations

from handouts.cli.options import (
    Command,
    clinic_option,
    data_option,
    force_option,
    ink_option,
    large_print_option,
    locale_option,
    open_option,
    output_option,
    quiet_option,
    verbose_option,
)


def sheet_options(command: Command) -> Command:
    """Everything but the paper."""
    for option in reversed(
        (
            output_option,
            ink_option,
            large_print_option,
            clinic_option,
            data_option,
            locale_option,
            force_option,
            open_option,
            quiet_option,
            verbose_option,
        )
    ):
        command = option(command)
    return command
