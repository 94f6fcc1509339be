"""The forum: boards, threads and posts; a valid complaint in a post becomes a case."""
