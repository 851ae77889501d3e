"""Review in a browser: who may change the ledger, and the pages on which it is done.

`permitting` has the dependency that every changing route takes. `SHOWING` of `application` are the modules
whose pages are there always, `CHANGING` those of routes that are there where the server reviews.
"""
