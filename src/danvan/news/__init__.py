"""Articles, pictures, comments and the notice of a new comment."""
