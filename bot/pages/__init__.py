"""The administrators' pages: rendered here, read through enrolment, written through the core's commands alone."""
