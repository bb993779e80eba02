"""`python -m disclosure`: the commands, for people who manage their own environment."""

from disclosure.cli.main import main

raise SystemExit(main())
