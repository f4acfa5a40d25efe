"""The forms in which documents, sets, codes and sessions are kept in files."""
