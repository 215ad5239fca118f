"""Markdown and front matter, read by Python-Markdown and ruamel.yaml; HTML twins and pages."""
