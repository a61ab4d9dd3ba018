"""What administrators do, whatever the door (chat, pages, command line)."""
