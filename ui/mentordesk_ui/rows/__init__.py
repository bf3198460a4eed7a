"""Item models, list views and delegates: long lists that stay fast, keyboard first, and are heard by screen readers."""
