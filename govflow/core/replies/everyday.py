"""Words of everyday life that people put beside an acknowledgement: family, weather, journeys, work.

What is *not* here makes the list safe: no word that denies, limits, counts off, doubts, asks, orders,
puts off, takes back, mocks or judges a rule, and no verb of saying, thinking, wanting or changing.
"""

from govflow.core.replies.patterns import words

SMALL = words(
    """
    up so i me my mine you your yours u ur this that these here there am is are was were be been
    being im its it a an the and or as on in at from of with to into onto around round during
    since through over by both all every each have had has having just finally really very again
    well quite pretty rather super big usual usually always ever too also still along across about
    like near close inside outside ago such what how lot lots plenty much many more bit little
    loads bunch tons same own ah oh
    """
)
TIME = words(
    """
    today tonight yesterday now week weeks weekend weekends day days daily month months monthly
    morning mornings afternoon afternoons evening evenings night nights lunchtime noon midday time
    times hour hours minute minutes moment @day @date @time soon recently lately early earlier
    late busy busier busiest year years annual term half-term semester season festive summer
    winter spring autumn christmas xmas easter new bank holiday holidays hols weekday fortnight
    century
    """
)
PEOPLE = words(
    """
    family kids kid children child grandchildren grandson granddaughter grandkids baby babies boys
    boy girls girl husband wife partner hubby mum mam mother dad father parents brother sister son
    daughter nan nain taid gran grandma grandad granny auntie uncle cousin nephew niece twins
    toddler friend friends neighbour neighbours guests visitors dog dogs puppy cat cats kitten
    rabbit hens horse pony dentist doctor doctors gp vet nurse nurses plumber electrician builder
    builders builders' decorators engineer mechanic flatmate housemate housemates lodger intern
    apprentice freshers neighbour's
    """
)
LIFE = words(
    """
    home house flat garden gardening allotment kitchen bathroom bedroom roof boiler heating kettle
    wifi wi-fi broadband internet computer laptop printer network phone mobile tablet ipad screen
    keyboard mail inbox post folder outlook zoom teams office desk work job rota shift shifts ward
    clinic duty campus library lab lecture lectures seminar seminars tutorial exam exams
    coursework essay essays dissertation deadline deadlines marking assessment assessments
    placement graduation interview interviews training teaching audit budget meeting meetings agm
    conference course courses event events fair fete fête gala bazaar concert choir rehearsal
    rehearsals panto carol carols service lights party parties wedding weddings funeral birthday
    birthdays anniversary reunion celebration celebrations gathering reception do christening
    baptism engagement barbecue bbq picnic quiz social pub lunch dinner breakfast supper brunch
    meal tea coffee cuppa cake cakes biscuit biscuits mince pie pies turkey pudding chocolate
    drink drinks wine glass cup mug sandwich toast walk walks walking run running swim swimming
    cycle cycling gym yoga football rugby cricket tennis hockey golf match race marathon parkrun
    film theatre book museum beach sea seaside coast mountains mountain hills hill snowdonia eryri
    cottage caravan camping tent lake river forest wood farm village town city wales cymru england
    scotland ireland chester london spain france italy greece portugal abroad train trains bus
    buses car bike motorway traffic road roads m6 m56 a55 van lorry plane flight flights airport
    station ferry boat journey journeys trip trips travel travelling travels drive driving commute
    break breaks leave maternity paternity parental sabbatical sick ill illness poorly unwell flu
    covid cold colds cough bug virus migraine headache hospital surgery operation appointment
    appointments recovery rest resting mend recovering recovered op knee hip leg arm ankle foot
    tooth jab jabs vaccination physio weather rain raining rainy sunshine sun sunny snow snowing
    snowy storm storms wind windy frost frosty fog foggy ice icy heat heatwave warm mild chilly
    flood floods puddles move moving moved boxes unpacking packing decorating diy building
    renovations repairs painting baking cooking shopping wrapping presents present gifts gift tree
    decorations cards card news photos preparations preparation arrangements planning
    """
)
FEELING = words(
    """
    thanks thank sorry apologies apologise apologising regards best great good lovely nice
    brilliant fab fabulous fantastic excellent wonderful amazing superb stuff cheers hello hi dear
    appreciate appreciated appreciative grateful gratefully patience patient congratulations
    congrats welcome enjoy enjoyed enjoying pleasure pleased glad happy happily delighted lucky
    care caring healthy fun relaxing restful peaceful quiet cosy beautiful gorgeous pleasant
    interesting exciting excited proud love better fine ok okay alright fit rested refreshed tired
    busy hectic rushed smoothly nicely safely warmly kindly kind clear clearly helpful useful easy
    sensible straightforward concise thorough comprehensive handy neat tidy positive effort
    efforts hard short sweet quick quickly brief briefly prompt promptly slow slowly slowness
    delay delayed delays lateness belated backlog haste brevity typos thumbs excuse while feeling
    looking forward seeing hearing hear speaking catch-up catching catch caught reply replying
    replied response responding line chasing chase chaser nudge nudging dropping sending typing
    coming came going went gone got back away took taken taking sooner meant spent settled
    settling growing grown tidying clearing piling celebrate celebrating celebrated visit visiting
    visited staying stayed met bumped arrived landed returned returning started starting surviving
    survived
    """
)
WORDS = SMALL | TIME | PEOPLE | LIFE | FEELING
