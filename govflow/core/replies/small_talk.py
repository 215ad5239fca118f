"""Sentences that are not about the policy at all: leave, apologies, the weather, the next meeting.

Every word must be on the list. None on it denies, limits, counts, asks, puts off, mocks or speaks
for others, and none takes a verb after it ("have to", "want to", "going to"), so no order of them
can undo an acknowledgement beside it.
"""

import re

from govflow.core.replies.patterns import words

WORDS = words(
    """
    up so i me my you your this that here am is are was were be been being im its a an the and as on
    in at from of with to into around during since today tonight yesterday now week weeks
    weekend weekends day days morning mornings afternoon evening night lunchtime lunch dinner
    tea coffee time times hour hours minute minutes last @day @date @time just finally really
    very again well quite pretty rather super big usual busy busier hectic manic crazy chaotic
    thanks thank sorry apologies apologise apologising regards best great good lovely nice
    brilliant fab fabulous fantastic excellent wonderful amazing superb stuff cheers hello hi
    dear appreciate appreciated appreciative grateful gratefully patience patient delay delayed
    delays late lateness slow slowness belated backlog catching catch caught leave holiday
    holidays annual maternity paternity parental sick ill poorly unwell away back office home
    phone mobile laptop desk train bus car road travelling travel campus meeting meetings agm
    event events term freshers exams exam assessment teaching lecture lectures training inbox
    line reply replying replied response responding chasing chase chaser nudge nudging drop
    dropping sending typing quick quickly brief briefly short sweet prompt promptly clear
    clearly helpful useful easy sensible straightforward concise thorough comprehensive handy
    neat tidy positive effort efforts hard job seeing see looking speaking speak chat catch-up
    hearing hear weather rain sunshine sun snow christmas xmas easter summer winter spring
    autumn new festive season birthday congratulations welcome news enjoy enjoyed enjoying
    pleasure pleased glad happy delighted care healthy hols jury wedding funeral flu covid cold
    bug surgery hospital sooner meant took taken taking work brevity typos excuse while long bit been
    """
)
ANCHORS = words(
    """
    sorry apologies apologise thanks thank leave holiday holidays away back phone mobile quick
    quickly brief briefly short sweet reply replying response delay delayed late slow busy
    hectic manic crazy chaotic meeting meetings agm inbox train bus car ill sick unwell poorly
    see seeing enjoy enjoyed great good lovely nice brilliant fab fabulous fantastic excellent
    wonderful amazing superb stuff cheers best regards weather rain snow christmas easter summer
    congratulations welcome speak chat clear helpful useful handy appreciate appreciated
    brevity typos travelling desk home hope exams term freshers
    """
)


def is_small_talk(sentence: str) -> bool:
    """Whether every word is on the list, there are two or more, and one says what it is about.

    `sentence` is spaced and in lower case. A word by itself is left to the grammar, and so is a
    run of small words that might belong to what stands beside it ("by me", "the last").
    """
    tokens = re.findall(r"[^\s,:()/&+-]+", sentence)
    if len(tokens) < 2 or ANCHORS.isdisjoint(tokens):
        return False
    return all(token.strip("'") in WORDS for token in tokens)
