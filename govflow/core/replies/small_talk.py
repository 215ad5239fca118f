"""Sentences that are not about the policy at all: leave, apologies, the weather, the next meeting.

Every word must be on the list. None on it denies, limits, counts, asks, puts off, mocks or speaks
for others, and none takes a verb after it ("have to", "want to", "going to"), so no order of them
can undo an acknowledgement beside it.
"""

import re

from govflow.core.replies.patterns import words

WORDS = words(
    """
    i me my mine you your yours we us our this that here everyone everybody everything all both
    each am is are was were be been being im its a an the and so as plus on in at from for of
    with by to into over through up around during since within along out down round behind today
    tonight yesterday now week weeks weekend weekends month months day days morning mornings
    afternoon evening night lunchtime lunch dinner tea coffee time times hour hours minute
    minutes last @day @date @time @org @ref just finally really very again well quite pretty
    rather super big usual busy busier hectic manic mad crazy chaotic thanks thank sorry
    apologies apologise apologising kind kindest warm warmest regards best great good lovely
    nice brilliant fab fabulous fantastic excellent wonderful amazing superb stuff cheers hello
    hi dear appreciate appreciated appreciative grateful gratefully patience patient delay
    delayed delays late lateness slow slowness belated backlog catching catch caught leave
    holiday holidays annual maternity paternity parental sick ill poorly unwell away back office
    home phone mobile laptop desk train bus car road travelling travel campus university uni
    union library meeting meetings board agm event events term freshers exams exam assessment
    teaching lecture lectures training conference council committee elections election inbox
    email emails message messages mail note line reply replying replied response responding
    reminder reminders chasing chase chaser nudge nudging drop dropping sending typing quick
    quickly brief briefly short sweet prompt promptly clear clearly helpful useful easy sensible
    straightforward concise thorough comprehensive handy neat tidy positive effort efforts work
    worked hard job team colleagues seeing see looking speaking speak chat catch-up hearing hear
    weather rain sunshine sun snow christmas xmas easter summer winter spring autumn new year
    festive season birthday congratulations welcome news enjoy enjoyed enjoying pleasure pleased
    glad happy delighted keep keeping safe warm dry care healthy fine ok okay hols jury service
    family baby wedding funeral flu covid cold bug surgery hospital
    """
)


def is_small_talk(sentence: str) -> bool:
    """Whether every word of the sentence is on the list, and there are two of them or more.

    `sentence` is spaced and in lower case. A word by itself is left to the grammar.
    """
    tokens = re.findall(r"[^\s,:()/&+-]+", sentence)
    return len(tokens) >= 2 and all(token.strip("'") in WORDS for token in tokens)
