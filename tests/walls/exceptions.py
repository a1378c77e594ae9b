"""Who may read a city's table without saying which city, each with its reason.

Keep it short: a query belongs here only when no city is known before it was answered, or
when it is meant to look at every city. One that is no longer used fails the suite.
"""

ANY_CITY = "a worker takes up what has waited longest, in whichever city"
HEALTH = "/health tells the operator about every city"
ALL_CITIES = "time ends things in every city alike"

EXCEPTIONS = {
    "calls.asking._claim_next": ANY_CITY,
    "calls.offers.offer_due_next": ANY_CITY,
    "messages.claiming._free_sender": ANY_CITY,
    "messages.unsettled._claim_next": ANY_CITY,
    "places.geocoding._longest_waiting": ANY_CITY,
    "sms.conversation._claim": ANY_CITY,
    "people.code_texts.write_next": ANY_CITY,
    "staff.forgotten.answer_next": ANY_CITY,
    "staff.notices.sending._somebody": ANY_CITY,
    "calls.approval.lapse": ALL_CITIES,
    "calls.filtering.lapse": ALL_CITIES,
    "calls.ends._expire_invitations": ALL_CITIES,
    "calls.unsent.take_back_lapsed": ALL_CITIES,
    "messages.questions.expire": ALL_CITIES,
    "messages.unsettled.expire": ALL_CITIES,
    "messages.receipts._locked": "a callback has our token and nothing else, a worker its claim",
    "messages.receipts.is_taken": "a carrier's id is one for the whole deployment",
    "messages.senders.halted": HEALTH,
    "messages.senders.differing": HEALTH,
    "staff.notices.outcomes.is_stuck": HEALTH,
    "staff.notices.outcomes.refused": HEALTH,
    "staff.notices.outcomes._claimed": "a worker has the mail's id, one for the whole deployment",
}
