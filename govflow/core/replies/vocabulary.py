"""Words that turn an acknowledgement into something else: the cues that decide why a reply is held.

They never make a reply count: counting needs the closed grammar. They only name the doubt.
"""

import re

NEGATION = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|neither|nor|cannot|without|nope|nah|hardly|barely|scarcely|"
    r"\w+n't|cant|wont|dont|havent|didnt|isnt|wasnt|couldnt|wouldnt|shouldnt|doesnt|arent|unread|"
    r"misunderstood|untrue|false|lying|lie|ddim|nid|nad|heb|peidio|erioed|byth|methu|na|ni|dim)\b"
)
DECLINE = re.compile(
    r"\b(?:refus\w*|declin\w*|disagree\w*|reject\w*|oppos(?:e|ed|ing)|withhold\w*|withdraw\w*|"
    r"retract\w*|"
    r"under protest|without prejudice|object(?:s|ed|ing|ion|ions)? to|i object|my objections?|"
    r"acknowledge nothing|agree to nothing|gwrthod\w*|wrthod\w*|anghytuno|anghytunaf|gwrthwynebu|"
    r"(?:not|never|\w+n't|cannot|wont|dont|cant|neither|nor|unable to|unwilling to|not prepared to)"
    r"(?: \w+){0,4} (?:agree\w*|accept\w*|acknowledg\w*|follow\w*|comply\w*|complying|abid\w*|adher\w*|"
    r"sign(?:ing)?|consent\w*|support\w*|be bound|be acknowledging|be signing|recogni[sz]e)|"
    r"(?:ddim|nid wyf|ni allaf|ni fyddaf|fyddaf i ddim)(?: \w+){0,4} (?:derbyn|dderbyn|cytuno|cydnabod|"
    r"gydnabod|dilyn|ddilyn|llofnodi))\b"
)
NO_OBJECTION = re.compile(
    r"\b(?:no|any|without|have no|zero) (?:objections?|issues?|concerns?|problems?)\b"
)
EXCEPTION = re.compile(
    r"\b(?:exempt\w*|exception|exceptions|dispensation|opt out|opted out|opting out|waiver|waive|"
    r"waived|"
    r"excused from|let me off|carve[- ]?out|special permission|allowance made|eithri\w+|esempt\w+)\b"
)
QUESTION = re.compile(
    r"\?|\b(?:wonder\w*|clarif\w*|unsure|unclear|confus\w+|explain|not sure|query|queries|questions?|"
    r"(?:can|could|would|will) (?:you|someone|somebody|we|i (?:have|get|ask|check|see|keep))|"
    r"please (?:can|could|would|will|send|advise|explain|tell|clarify)|what does|what is|what about|"
    r"what happens|who (?:is|do|should)|why (?:is|are|do|does|was|has)|how (?:do|does|can|should|will)|"
    r"do i need|does (?:this|it)|is (?:this|it|there)|are (?:we|there|these)|am i|should i|may i|"
    r"cwestiwn|gwestiwn|cwestiynau|gwestiynau|pam|sut mae|beth yw|beth am|allwch chi|a oes|"
    r"oes modd|tybed|esbonio)\b"
)
NO_QUESTION = re.compile(
    r"\b(?:no|any|zero|without)(?: further| other| more| outstanding)? (?:questions?|queries|query)\b"
)
CONDITION = re.compile(
    r"\b(?:but|however|except|although|though|unless|if|once|when|until|till|provided|providing|"
    r"subject to|as long as|on condition|assuming|apart from|other than|only|partly|partially|part|"
    r"some|"
    r"most|mostly|later|tomorrow|next week|soon|eventually|yet|would|could|should|might|may|"
    r"probably|perhaps|maybe|hopefully|will read|shall read|ond|os|oni bai|heblaw|ar yr amod|yfory|"
    r"wedyn|rhan|efallai)\b"
)
OTHERS = re.compile(
    r"\b(?:on behalf|behalf|my colleague|my manager|my team|his|her|their|she|he|they|forwarded|"
    r"asked me|told me|wrong person|no longer|left the|acknowledges|ar ran)\b"
)
PAST = re.compile(
    r"\b(?:already|previous\w*|last year|old|older|former|earlier|in the past|eisoes|hen)\b"
)

OTHER_LANGUAGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "French",
        re.compile(
            r"\b(?:lu et (?:compris|approuv\w+)|j'ai (?:bien )?lu|je confirme|pris connaissance|"
            r"j'accepte)\b"
        ),
    ),
    (
        "German",
        re.compile(
            r"\b(?:gelesen und verstanden|zur kenntnis genommen|ich bestätige|habe .{0,60}gelesen)\b"
        ),
    ),
    (
        "Spanish",
        re.compile(
            r"\b(?:leído y (?:entendido|comprendido|aceptado|acepto|entiendo)|he leído|confirmo que)\b"
        ),
    ),
    (
        "Italian",
        re.compile(r"\b(?:letto e (?:compreso|capito|approvato)|ho letto|confermo (?:di|che))\b"),
    ),
    (
        "Portuguese",
        re.compile(
            r"\b(?:li e (?:compreendi|entendi|aceito)|confirmo que li|tomei conhecimento)\b"
        ),
    ),
    ("Polish", re.compile(r"\b(?:zapozna\w+ się|przeczyta\w+|potwierdzam)\b")),
    ("Dutch", re.compile(r"\b(?:gelezen en (?:begrepen|akkoord)|ik bevestig|kennisgenomen)\b")),
    ("Romanian", re.compile(r"\b(?:am citit|am luat la cunoștință|confirm că)\b")),
    ("Swedish", re.compile(r"\b(?:läst och (?:förstått|godkänt)|jag bekräftar)\b")),
    (
        "Ukrainian or Russian",
        re.compile(r"(?:прочита\w+|ознайом\w+|ознаком\w+|підтверджую|подтверждаю)"),
    ),
    ("Arabic", re.compile(r"(?:قرأت|اطلعت|أؤكد|أقر)")),
    ("Chinese", re.compile(r"(?:已阅读|已閱讀|已阅|已讀|已读|确认|確認|了解并同意)")),
)
