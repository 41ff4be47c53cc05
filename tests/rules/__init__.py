"""The shipped rule files against the documents: figures typed in a second time, and every example answered."""
