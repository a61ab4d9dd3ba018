"""The registration form as data: its fields, how each kind of answer is read, how a refusal is said."""
