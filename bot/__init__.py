"""The parts put together and run: settings, command line, polling, terminal chat."""
