"""`inscria`, and `python -m bot`: the command line (contract, section 1)."""

import gc
import sys

from bot.commands.root import app

gc.set_threshold(50_000, 20, 50)  # what a program imports stays: looking for garbage in it so often only delays the start


def main() -> None:
    """Run a command: 0 on success, 2 on wrong usage or input, 1 on a failure at work; never a traceback for what a person can mend."""
    try:
        app(standalone_mode=True)
    except Exception as fault:  # noqa: BLE001  (the last resort of the command line: a line for the person, not a traceback)
        from bot.commands.trouble import explain  # noqa: PLC0415  (a command imports only what it needs)

        lines, code = explain(fault)
        for line in lines:
            print(line, file=sys.stderr)
        sys.exit(code)


if __name__ == "__main__":
    main()
