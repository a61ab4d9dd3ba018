"""Tables and queries of people, conversations and registrations; the only SQL of enrolment."""
