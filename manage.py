#!/usr/bin/env python
"""Newsroom's command line."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except PermissionError as error:
        if error.filename is None:
            raise
        sys.exit(f"{error.filename}: {error.strerror}, for the user that runs this command.")


if __name__ == "__main__":
    main()
