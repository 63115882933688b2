"""Taking a pathway that lies ready in the workspace: it becomes a goal with steps, to be changed as one likes."""

from __future__ import annotations

from textual.widget import Widget

from leaptui.language import _, ngettext
from leaptui.model.template import Template, take_template
from leaptui.store.templates import load_templates
from leaptui.tui.base import desk
from leaptui.tui.widgets.choose import Choose, Option


def choose_template(widget: Widget) -> None:
    """Choose a pathway, and set the goal it describes."""
    app = desk(widget)
    session = app.session
    templates = load_templates(session.workspace, session.framework)
    if not templates.found:
        if templates.broken:
            app.say(_("No pathway can be used: {what}").format(what=templates.broken[0].sentence))
        else:
            app.say(_("No pathway lies ready here. The workspace's pathways/ folder is for them."))
        return

    def take(name: str | None) -> None:
        if name is not None:
            template = templates.found[name]
            change, made = take_template(session.portfolio, session.framework, session.at, template)
            if app.do(change):
                _show(widget, made)

    options = [_option(name, template) for name, template in templates.found.items()]
    app.push_screen(Choose(_("Take a pathway"), options, placeholder=_("type to find")), take)


def _option(name: str, template: Template) -> Option:
    count = len(template.steps)
    steps = ngettext("{n} step", "{n} steps", count).format(n=count)
    codes = " ".join(aim.guideline.rpartition(":")[2] for aim in template.guidelines)
    return Option(name, template.title, codes, steps, more=name)


def _show(widget: Widget, goal_id: str) -> None:
    """Bring the goal under the cursor, where the screen lists goals."""
    show = getattr(widget.app.screen, "show_goal", None)
    if show is not None:
        show(goal_id)
