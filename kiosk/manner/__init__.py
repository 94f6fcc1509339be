"""How a person is spoken to, shown things and typed with: brought along and taken away again."""
