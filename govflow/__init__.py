"""govflow keeps a charity's policies as Markdown and proves each step from amendment to acknowledgement.

Layers: `cli` asks and shows, `workflows` do what the officer does, `adapters` speak to the outside
(files, Word, mail, database), `core` holds the rules. Imports run one way, towards `core`.
"""

__version__ = "0.1.0"
