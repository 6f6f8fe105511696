"""How forms are drawn: our own templates for the form and for each field."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Every form of the product, the sign-in pages included, looks and speaks alike."""

    form_template_name = "django/forms/whole.html"
    field_template_name = "django/forms/group.html"
