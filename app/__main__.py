"""`eigenbrush` or `python -m app`: the window, or with a command the headless twin."""

from __future__ import annotations

import sys

from app.cli import NAMES


def main(arguments: list[str] | None = None) -> int:
    """Run the program; returns the exit code (2 for bad input, said in one sentence on standard error)."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and (arguments[0] in NAMES or arguments[0].startswith("-")):
        from app.cli.commands import run_command

        return run_command(arguments)  # in English: flags and their sentences are one language
    from app.language import begin

    language = begin()  # before what follows: constants are sentences too
    from app.start import FIRST, no_window, show_window
    from engine.document.disk.wording import visible

    first = arguments[0] if arguments else FIRST
    if problem := no_window(first):
        print(f"eigenbrush: {visible(problem)}", file=sys.stderr)
        return 2
    return show_window(first, language)


if __name__ == "__main__":
    sys.exit(main())
