"""A text with everything that templates, shells and Python read as their own."""

AWKWARD = 'it\'s "q" \\n {{ x }} {% y %} {# z #} {{{ é 🚀\r\n\t$HOME }} {'
