"""Parts of pages that know what is recorded: record panel, editor, similar ones, history. Shared by pages."""
