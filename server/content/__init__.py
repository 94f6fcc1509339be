"""What is read and looked up: organs, disclosure items, pages."""
