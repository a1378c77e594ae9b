"""Texts that demand no more texts, and texts that only speak of stopping, made from parts.

Every combination of ``PLEASE``, ``CEASE``, ``SWEARING`` and ``TEXTING`` is a stop, and so are
those of ``DO_NOT``, ``TEXT`` and ``EVER``; nothing in ``INNOCENT`` is one, whatever stands
around it.
"""

PLEASE = (
    "", "please ", "can u ", "would you kindly ", "I asked you to ",
    "how many times do I have to tell you to ", "wrong number, ", "I have moved, ", "no thanks, ",
    "when will you ", "I wish you'd ", "mate ", "this is a work phone, ", "sorry but ",
    "for the last time ",
)  # fmt: skip
CEASE = (
    "stop", "quit", "cease", "give over", "pack in", "leave off", "knock off", "lay off",
    "stop it with",
)  # fmt: skip
SWEARING = ("", "bloody ", "f***ing ")
TEXTING = (
    "texting me", "txting this number", "messaging us", "msging my phone", "contacting me",
    "bothering me", "harassing my mum", "spamming me", "sending me texts", "sending these",
    "sendin me msgs", "ringing this number", "pestering me on this number",
)  # fmt: skip
DO_NOT = (
    "don't ", "do not ", "dnt ", "never ", "please don't ever ", "can you not ",
    "would you please not ", "I told you not to ", "I'd rather you didn't ",
    "I would prefer you not to ", "I don't want you to ", "you have no right to ", "gonnae no ",
    "this is a work phone, do not ", "wrong number, please do not ", "nuh ", "abeg no ",
    "nuh badda ",
)  # fmt: skip
TEXT = (
    "text me", "txt this number", "message us", "msg my phone", "contact me", "bother me",
    "harass me", "spam this phone", "pester us", "send me any more texts", "send me messages",
    "text my work phone", "text here",
)  # fmt: skip
EVER = (
    "", " again", " anymore", " ever again", " please", " pls mate", ", thanks", " from now on",
)  # fmt: skip
NOUN_FRAMES = (
    "no more {}", "enough of {}", "I've had enough of {}", "stop {}", "stop the {}",
    "I don't want {}", "I no longer wish to receive {}", "sick of {}", "leave it out with {}",
    "can you stop {}", "how do I stop {}?", "why am I still getting {}?", "turn off {}",
    "not interested in {}", "I not want {}", "no want {} please", "nae mair {}",
    "knock {} on the head", "I'd rather not get {}", "opt out of {}", "take me off {}",
    "make {} stop", "when will your {} stop", "feck off with {}",
    "would ye ever stop with the aul {}",
    "discontinue these {} to my number", "mi nuh waan no more a dem {}", "stawp {}",
    "these {} can do one", "your {} can fuck right off", "shove your {}", "you can stop the {}",
    "I withdraw my consent to {}", "this is the revocation of my consent for {}",
    "can you stop {} now please im getting 3 a week", "stop {} he has gone into a home",
    "can we stop {} now please", "cancelled the gym and the milk, now cancel {}",
    "unsubscribed from the gym and please unsubscribe me from {} too",
    "I never meant to sign up, stop {}", "how do I unsubscribe from {}",
    "I stopped {} in June, why am I still getting them",
)  # fmt: skip
NOUNS = (
    "texts", "txts", "messages", "bloody texts", "spam texts",
)  # fmt: skip
INNOCENT = (
    "bus stop", "meet at the bus stop", "I'll stop by at 10", "it stopped raining", "can't stop",
    "don't stop", "never stopped", "non stop", "last stop", "which stop is nearest",
    "my stop is the next", "stop worrying", "text me when you stop for tea",
    "someone has to stop the leak", "how do I stop the tap", "the work will stop at 4",
    "what time do we stop", "will the project stop", "stop at the shop", "we stopped for lunch",
    "I've stopped smoking", "you never text me", "you didn't text me", "don't forget to text me",
    "please keep texting me", "don't take me off the list", "have you blocked me",
    "the drain is blocked", "I reported the pothole", "where do I report to", "no bother at all",
    "don't bother with a lift", "no more than two hours", "that's enough for today, 3 hours",
    "is there no more tea", "I quit smoking", "quit at 2", "I got no text", "don't ring, text",
    "take me off the rota for saturday", "my boss told me to stop",
    "we need to remove the brambles", "I said stop at the shop", "has my number been deleted",
    "you said you'd stop by", "didn't hear from you", "make sure you text me", "paid a phoeni",
    "mae'r bws wedi stopio", "I haven't asked you to stop", "nobody asked me to stop",
    "don't keep asking Sam", "remote control", "dim stop", "couldn't get the grandkids to stop",
    "the bleeding took ages to stop", "why have the texts stopped", "stop or go",
    "stop ringing me, text me instead", "the seagulls can do one", "this rain, make it stop",
    "you can stop them at the gate", "take us off the beach if the tide turns",
    "unsubscribed from the gym so this is my exercise", "I cancelled netflix",
    "how do I unsubscribe from the garden waste collection", "how can I cancel the milk",
    "my neighbour unsubscribed but I still come", "I never meant to stop them",
    "I stopped the texts by mistake", "my son sent stop for a joke", "try and stop me",
    "haven't stopped smiling", "can you stop them parking outside ours", "stop my bin collection",
    "dwi isio'r negeseuon eto", "stop or I'll cry laughing", "flip off the lid",
    "the fireworks were blowing up",
)  # fmt: skip
