"""What administrators look at in a page: who looks, the list of registrations, one of them, the audit."""
