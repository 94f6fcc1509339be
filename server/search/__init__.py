"""Full-text search over everything published, kept in step with publishing."""
