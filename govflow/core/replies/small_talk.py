"""Sentences that are not about the policy at all: thanks, apologies, leave, the weather, the next meeting.

Every word must be on a list. None on it denies, limits, counts, asks, puts off, mocks or speaks for
others, and none takes a verb after it ("have to", "want to", "going to"), so no order of them can
undo an acknowledgement beside it. Words that are harmless only in thanks, in an apology or in a good
wish are read only in a sentence that opens as one. Words that would blame the policy ("mad",
"dreadful") need something else beside them to be said of: a week, the weather, a cold.
"""

import re

from govflow.core.replies.everyday import FEELING, LIFE, PEOPLE, SMALL, TIME
from govflow.core.replies.patterns import words

WORDS = SMALL | TIME | PEOPLE | LIFE | FEELING
ANCHORS = words(
    """
    sorry apologies apologise thanks thank leave holiday holidays away back phone mobile quick
    quickly brief briefly short sweet reply replying response delay delayed late slow busy hectic
    manic crazy chaotic meeting meetings agm inbox train bus car ill sick unwell poorly seeing
    enjoy enjoyed great good lovely nice brilliant fab fabulous fantastic excellent wonderful
    amazing superb stuff cheers best regards weather rain snow christmas easter summer
    congratulations congrats welcome clear helpful useful handy appreciate appreciated brevity
    typos travelling desk home exams term freshers abroad haste birthday sunshine
    """
)
_ABOUT_LIFE = PEOPLE | LIFE | FEELING
_HAPPENS = words("is are was were been am had have has having came went spent")
_OF_ELSE = words(
    """
    week weeks weekend day days month months morning afternoon evening night term semester time
    weather rain snow storm wind heat cold flu covid bug traffic journey flight backlog inbox
    emails year shift shifts season wifi broadband internet computer laptop printer network boiler
    diary meetings
    """
)
_ROUGH = words(
    "mad crazy chaotic manic awful dreadful horrible terrible rotten grim miserable foul"
)
_THANKS = words(
    """
    us our we put gone reading reads wonderfully beautifully team everyone colleagues trustees
    board volunteers committee others working work works in explain explaining time to up date
    keeping informed here there going last for sending sharing circulating forwarding passing
    providing clarifying updating resending chasing reminding reminder reminders highlighting
    summarising setting doing attaching distributing preparing putting pulling together getting
    making giving bringing flagging drafting writing taking organising organizing arranging
    sorting compiling producing creating developing leading leadership driving managing looking
    letting know answering being so clearly simply nicely carefully fully loop posted update
    updated updates heads-up heads summary info information details detail explanation prompt
    opportunity chaser follow-up gentle friendly background clarification note notice email e-mail
    message letter policy document documents paperwork version changes attachment link copy
    @policy @title @org @word @name @version help helping support patience kindness diligence
    attention dedication effort everything behind such clarity out round along across much million
    bunch lots loads heaps tons indeed kindly advance
    """
)
_SORRY = words(
    """
    keep
    we our us all everyone emails work working down last week for about getting get got came
    coming come round responded answering answered replied respond answer earlier seen saw noticed
    spotted found missed missing forgot forgotten forgetting slipped lost buried drowned junk spam
    folder trail email e-mail message letter reminder these crossed net cracks pile top ages age
    while swamped snowed under snowed-under flat hands full having keeping waiting hold wait
    silence radio tardy tardiness bothering hassle inconvenience reply replies thing things going
    tidying moving deadlines deadline marking @word @name
    """
)
_WISHES = words(
    """
    keep than
    look we our us for greetings team everyone everybody folks colleagues gang trustees board
    volunteers students committee last getting working see get down hope hoping trust wishing
    wishes luck with your you're keeping recovering settling rested resting refreshed recharged
    plenty love hugs mend mum preparations coming along nicely put warmth warmest kindest kind
    kindly safe safely sleep tight dry smiling shining going things everything ok okay alright
    fine yours ones one end near visit visiting catching talk talking meet tomorrow next then
    later person face drinks lights tree mince pies eggs santa term bank eve boxing ahead finds
    find email e-mail message @word @name @org u ur
    """
)
_OPENERS = (
    (
        re.compile(
            r"(?:and |but )?(?:(?:many|so|very|big|huge|with|my|kind|warm|much|sincere|"
            r"once again|again) )*"
            r"(?:thanks|thank|ta|cheers|thx|appreciate|i (?:really |do |very much )?appreciate|"
            r"really appreciate|(?:i am )?(?:very |really |so |most )?grateful)(?!\S)"
        ),
        _THANKS,
    ),
    (
        re.compile(
            r"(?:and |but |oh |so |really |very |many |huge |sincere |my |oops |i am |i )*"
            r"(?:sorry|apologies|apologise|apols|forgive|excuse|whoops|oops)(?!\S)"
        ),
        _SORRY,
    ),
    (
        re.compile(
            r"(?:and |i |do |so |really |just |am )*"
            r"(?:(?:hope|hoping|trust)(?=.*(?:well|had|having|enjoy\w*|good|great|ok|okay|better|"
            r"safe|"
            r"fine|lovely|recovering|keeping|going|nice|see you|mend|recover\w*|improving|fun|"
            r"peaceful|warm|quiet|over|flying) )"
            r"(?= (?:that )?(?:you|your|all|everyone|everything|things|the|this|to see|ur|u) )"
            r"|(?:see|seeing) (?:you|u)|have (?:a|an|the|fun)|enjoy|wishing|wish you (?:a|all|"
            r"well)|"
            r"(?:looking|look) forward|(?:happy|merry)(?! (?:with|to|about|for|it|this|that|"
            r"and)\b)|"
            r"(?:speak|talk|catch|chat) (?:soon|later|then|you|to you|up)|take (?:care|it easy)|"
            r"sleep well|"
            r"safe (?:travels|journey|trip)|all the best|(?:best|warm|warmest|kind|kindest|"
            r"good) (?:wishes|"
            r"regards|greetings|luck(?! with (?:it|this|that) ))|get (?:well|home|some)|"
            r"keep (?:well|warm|safe|dry|smiling|up the)|stay (?:safe|warm|well|dry)|roll on|"
            r"bring on|"
            r"love to|(?:it (?:is|was|has been) )?(?:good|lovely|great|nice|"
            r"a pleasure) to (?:see|meet|hear from|speak to|catch up with) (?:you|u|"
            r"everyone))(?!\S)"
        ),
        _WISHES,
    ),
)
_IDIOMS = re.compile(
    r"(?<!\S)(?:(?:in|to|at|near|around|via) @place|for not (?=replying|getting|answering|"
    r"responding|"
    r"coming|doing|sending|being)|until now|before now|only (?:just|now)|out of (?:the )?office|"
    r"out and about|off (?:sick|work|ill|on|today|yesterday|this|last)|"
    r"slipped my mind|first time (?:round|around)|(?:i )?thought i had (?=replied|answered|sent)|"
    r""
    r"if (?=(?:this|it|i) (?:is|am) (?:a bit |rather |a little )?(?:late|slow|brief|short) )|"
    r"(?:past|last|next) (?:few )?"
    r"(?=days|weeks|months|week|weekend|night|month|year|minute|@day)|up the (?=good|great|"
    r"excellent|fantastic))(?!\S)"
)


_NOT_SMALL = re.compile(
    r"^so much for(?!\S)|^(?:is|are|was|were|am|have|has|had) (?:you|i|it|this|that|the|"
    r"your)(?!\S)|"
    r"(?<!\S)(?:(?:sick|tired|weary|ill|kind) of|mov(?:e|ed|ing) on|"
    r"(?:ring|email|phone|mail|text|see|meet|call|speak to|talk to|back to|reply to) (?:me|my)|"
    r"(?:this|it|that) is (?:work|sick|ill|flu|a (?:game|cold|bug|virus|migraine|headache|panto|"
    r"party|circus|storm)))(?!\S)"
)


def opens_as_small_talk(words_of: str) -> bool:
    """Whether the words begin as thanks, an apology or a good wish do."""
    return any(opener.match(words_of) for opener, _ in _OPENERS)


def is_small_talk(sentence: str) -> bool:
    """Whether every word is on the list, there are two or more, and one says what it is about.

    `sentence` is spaced and in lower case. A word by itself is left to the grammar, and so is a
    run of small words that might belong to what stands beside it ("by me", "the last").
    """
    text = sentence.lstrip(" ,-")
    tokens = [t.strip("'") for t in re.findall(r"[^\s,:()/&+\"-]+", _IDIOMS.sub(" ", text))]
    opened = [more for opener, more in _OPENERS if opener.match(text)]
    happens = not _HAPPENS.isdisjoint(tokens)
    anchors = ANCHORS | _ABOUT_LIFE if happens else ANCHORS
    anchored = bool(opened) or not anchors.isdisjoint(tokens)
    if len(text.split()) < 2 or not anchored or _NOT_SMALL.search(text):
        return False
    said_of = not _OF_ELSE.isdisjoint(tokens)
    allowed = WORDS.union(*opened, _ROUGH if said_of else ())
    return all(word in allowed for word in tokens)
