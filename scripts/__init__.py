"""What keeps the project in step with itself: messages, dialogues."""
