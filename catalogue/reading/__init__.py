"""How a message is read: language, entities, intent."""
