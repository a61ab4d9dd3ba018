"""Messages, numbers, money and dates in French and English."""
