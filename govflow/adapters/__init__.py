"""One folder per outside thing. Only GovflowError and its kinds leave an adapter."""
