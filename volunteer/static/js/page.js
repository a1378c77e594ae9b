// Tell the stylesheet that scripts run, and wake GOV.UK Frontend's components. Every page
// works without this file.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
