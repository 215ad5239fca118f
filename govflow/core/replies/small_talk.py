"""Sentences that are not about the policy at all: thanks, apologies, leave, the weather, the next meeting.

Every word must be on a list. None on it denies, limits, counts, asks, puts off, mocks or speaks for
others, and none takes a verb after it ("have to", "want to", "going to"), so no order of them can
undo an acknowledgement beside it. Words that are harmless only in thanks, in an apology or in a good
wish are read only in a sentence that opens as one. Words that would blame the policy ("mad",
"dreadful") need something else beside them to be said of: a week, the weather, a cold.
"""

import re

from govflow.core.replies.patterns import words

WORDS = words(
    """
    up so i me my you your this that here there am is are was were be been being im its a an the and
    as on in at from of with to into around during since through over by both all have had
    has it today tonight yesterday now week weeks weekend weekends day days month months
    morning mornings afternoon evening night lunchtime lunch dinner breakfast coffee tea cuppa cake
    biscuit biscuits time times hour hours minute minutes moment last @day @date @time just
    finally really very again well quite pretty rather super big usual always ever too busy busier
    busiest hectic manic crazy chaotic thanks thank sorry apologies apologise apologising regards best
    great good lovely nice brilliant fab fabulous fantastic excellent wonderful amazing superb stuff
    cheers hello hi dear appreciate appreciated appreciative grateful gratefully patience patient
    delay delayed delays late lateness slow slowness belated backlog catching catch caught leave
    holiday holidays annual maternity paternity parental sick ill poorly unwell away back office
    home house phone mobile laptop tablet ipad screen desk train bus car bike road motorway traffic
    travelling travel abroad campus meeting meetings agm conference course event events term semester
    freshers exam exams assessment teaching lecture lectures seminar dissertation graduation training
    inbox emails mail line reply replying replied response responding chasing chase chaser nudge
    nudging drop dropping sending typing quick quickly brief briefly short sweet prompt promptly clear
    clearly helpful useful easy sensible straightforward concise thorough comprehensive handy neat
    tidy positive effort efforts hard job seeing see looking forward speaking speak chat catch-up
    hearing hear weather rain raining sunshine sun sunny snow snowing storm wind windy heat warm
    christmas xmas easter summer winter spring autumn new year festive season half-term term-time
    birthday anniversary congratulations congrats welcome news enjoy enjoyed enjoying pleasure pleased
    glad happy delighted lucky care healthy hols jury wedding funeral flu covid cold bug hospital surgery
    operation appointment dentist doctor recovery sooner meant took taken taking work works working
    brevity haste typos thumbs excuse while long bit been little feeling better soon family kids
    children grandchildren baby boys girls husband wife partner mum dad dog cat puppy garden allotment
    weathering gym football rugby cricket match choir rehearsal panto walk beach sea seaside mountains
    hills cottage wales cymru chester london lake caravan camping trip journey flight airport break
    rest relaxing restful peaceful fun party do gathering reception dinner-dance quiz social barbecue
    bbq pub drink drinks team everyone folks colleagues gang crew trustees board volunteers students
    shift shifts ward rota clinic duty
    """
)
ANCHORS = words(
    """
    sorry apologies apologise thanks thank leave holiday holidays away back phone mobile quick
    quickly brief briefly short sweet reply replying response delay delayed late slow busy
    hectic manic crazy chaotic meeting meetings agm inbox train bus car ill sick unwell poorly
    see seeing enjoy enjoyed great good lovely nice brilliant fab fabulous fantastic excellent
    wonderful amazing superb stuff cheers best regards weather rain snow christmas easter summer
    congratulations congrats welcome speak chat clear helpful useful handy appreciate appreciated
    brevity typos travelling desk home hope exams term freshers abroad haste week weekend morning
    evening afternoon coffee tea family holiday festive birthday sunny sunshine forward glad
    """
)
_OF_ELSE = words(
    """
    week weeks weekend day days month months morning afternoon evening night term semester time
    weather rain snow storm wind heat cold flu covid bug traffic journey flight backlog inbox
    emails year shift shifts season
    """
)
_ROUGH = words(
    "mad crazy chaotic manic awful dreadful horrible terrible rotten grim miserable foul"
)
_THANKS = words(
    """
    for sending sharing circulating forwarding passing providing explaining clarifying updating
    resending chasing reminding reminder reminders highlighting summarising setting doing attaching
    distributing preparing putting pulling together getting making giving bringing flagging drafting
    writing taking keeping organising organizing arranging sorting compiling producing creating
    developing leading leadership driving managing looking letting know answering being so clearly
    simply nicely carefully fully loop informed posted update updated updates heads-up heads summary
    info information details detail explanation prompt opportunity chaser follow-up gentle friendly
    background clarification note notice email e-mail message letter policy document documents
    paperwork version changes attachment link copy @policy @title @org @word @name @version help
    helping support patience kindness diligence attention dedication effort everything behind such
    clarity out round along across much million bunch lots loads heaps tons indeed kindly advance going
    """
)
_SORRY = words(
    """
    for about getting get got came coming come round responded answering answered replied respond
    answer earlier seen saw noticed spotted found missed missing forgot forgotten forgetting slipped
    lost buried drowned junk spam folder trail email e-mail message letter reminder these crossed net
    cracks pile top ages age while swamped snowed under snowed-under flat hands full having keeping
    waiting hold wait silence radio tardy tardiness bothering hassle inconvenience reply replies thing
    things going tidying moving deadlines deadline marking @word @name
    """
)
_WISHES = words(
    """
    hope hoping trust wishing wishes luck with your you're keeping recovering settling rested resting
    refreshed recharged plenty love hugs warmth warmest kindest kind kindly safe safely sleep tight dry
    smiling shining going things everything ok okay alright fine yours ones one end near visit visiting
    catching talk talking meet tomorrow next then later person face drinks lights tree mince pies eggs
    santa term bank eve boxing ahead finds find email e-mail message @word @name @org u ur
    """
)
_OPENERS = (
    (
        re.compile(
            r"(?:and |but )?(?:(?:many|so|very|big|huge|with|my|kind|warm|much|sincere|once again|again) )*"
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
            r"(?:(?:hope|hoping|trust)(?=.*(?:well|had|having|enjoy\w*|good|great|ok|okay|better|safe|"
            r"fine|lovely|recovering|keeping|going|nice|see you) )"
            r"(?= (?:that )?(?:you|your|all|everyone|everything|things|the|this|to see|ur|u) )"
            r"|(?:see|seeing) (?:you|u)|have (?:a|an|the|fun)|enjoy|wishing|wish you (?:a|all|well)|"
            r"(?:looking|look) forward|(?:happy|merry)(?! (?:with|to|about|for|it|this|that|and)\b)|"
            r"(?:speak|talk|catch|chat) (?:soon|later|then|you|to you|up)|take (?:care|it easy)|sleep well|"
            r"safe (?:travels|journey|trip)|all the best|(?:best|warm|warmest|kind|kindest|good) (?:wishes|"
            r"regards|luck(?! with (?:it|this|that) ))|get (?:well|home|some)|"
            r"keep (?:well|warm|safe|dry|smiling|up the)|stay (?:safe|warm|well|dry)|roll on|bring on|"
            r"love to)(?!\S)"
        ),
        _WISHES,
    ),
)
_IDIOMS = re.compile(
    r"(?<!\S)(?:(?:in|to|at|near|around|via) @place|for not (?=replying|getting|answering|responding|"
    r"coming|doing|sending|being)|until now|before now|only (?:just|now)|out of (?:the )?office|"
    r"out and about|off (?:sick|work|ill|on|today|yesterday|this|last)|slipped my mind|"
    r"if (?=(?:this|it|i) (?:is|am) (?:a bit |rather |a little )?(?:late|slow|brief|short) )|"
    r"(?:past|last) few (?=days|weeks|months)|up the (?=good|great|excellent|fantastic))(?!\S)"
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
    if len(text.split()) < 2 or not (opened or not ANCHORS.isdisjoint(tokens)):
        return False
    said_of = not _OF_ELSE.isdisjoint(tokens)
    allowed = WORDS.union(*opened, _ROUGH if said_of else ())
    return all(word in allowed for word in tokens)
