"""The catalogue file: its models, faults, import, export and sample."""
