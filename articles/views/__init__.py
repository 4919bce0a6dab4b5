"""The readers' pages, one module a page family; a page is one function."""
