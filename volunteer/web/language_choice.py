"""The choice of a language to be texted in: only where the city has more than one."""

from wtforms import SelectChoice

from volunteer.cities.languages import NAMES
from volunteer.cities.model import City
from volunteer.web.forms import Form


def offer_languages(form: Form, city: City) -> None:
    """Let a form offer the city's languages, each by its own name; without a choice, nothing."""
    if len(city.languages) > 1:
        form["spoken"].choices = [SelectChoice(one, NAMES[one]) for one in city.languages]
    else:
        del form["spoken"]
