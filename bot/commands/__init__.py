"""The command line, a module a family of commands; each command imports only what it needs, when it runs."""
