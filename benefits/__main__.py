"""`python -m benefits`."""

from benefits.cli.app import main

if __name__ == "__main__":
    main()
