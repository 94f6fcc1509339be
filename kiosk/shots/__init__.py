"""Pictures of every screen: for those who design, and for those who look after the design."""
