"""What `inscria run` serves over HTTP on INSCRIA_LISTEN: the webhook, its health, its figures, the administrators' pages."""
