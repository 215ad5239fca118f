"""What a reply means: matching, splitting off the new text, its wording, and the table of rules."""
