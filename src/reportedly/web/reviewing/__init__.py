"""Review in a browser: who may change the ledger, and the pages on which it is done.

`permitting` has the dependency that every changing route takes; `CHANGING` are the modules whose routers
are there only where the server was started to review.
"""
