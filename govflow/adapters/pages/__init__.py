"""HTML pages of the product (report, notice preview, twins of by-law and guidance): one file each."""
