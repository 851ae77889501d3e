"""Reads news pages and keeps a sourced ledger of reported figures."""
