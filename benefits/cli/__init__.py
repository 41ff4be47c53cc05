"""The command line: `benefits`, for clerks at a terminal and for scripts.

Comes in: arguments, files, answers typed by a person. Goes out: explanations or JSON on standard output, what went
wrong on standard error, and an exit status. Everything that prints, reads a file or ends the process is here and
nowhere else; everything it says about a figure comes from `benefits.words`.
A module is imported when its command is called.
"""

from benefits.cli.app import main

__all__ = ["main"]
