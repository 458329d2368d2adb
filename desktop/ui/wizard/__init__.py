"""The first start of a laptop, one question at a time. May import what panels may, and no pages."""
