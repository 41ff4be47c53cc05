"""How Sphinx builds these pages: Markdown by MyST, the Furo theme, nothing fetched from elsewhere."""

import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pages import write_pages

_project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = _project["name"]
release = version = _project["version"]
author = "the benefits authors"
copyright = "the benefits authors, Apache License 2.0"

write_pages(Path(__file__).parent)

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
nitpicky = True

myst_enable_extensions = ["attrs_block", "colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"benefits {release}"
html_static_path = ["_static"]
html_css_files = ["benefits.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#8a1c1c", "color-brand-content": "#8a1c1c"},
    "dark_css_variables": {"color-brand-primary": "#e79a8f", "color-brand-content": "#e79a8f"},
}
pygments_style = "friendly"
pygments_dark_style = "monokai"
