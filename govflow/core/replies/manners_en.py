"""What people say around an acknowledgement in English: thanks, apologies, greetings, good wishes.

Read after the grammar of an acknowledgement, whose names it uses; nothing here claims anything.
"""

MANNERS = r"""
MUCH = v much|so much|very much|a lot|again|a million|ever so much|kindly|all|both|everyone|as
 always|in advance|too|indeed|@word
ABOUT = [all] [of] your (help|time|work|patience|support|efforts?|hard work|email|reply|kind
 words|note|good work|message|letter|reminder|update) [on (this|it|the policy)|with (this|it)]|the
 (update|reminder|heads up|nudge|summary|info|information|clear
 summary|explanation|prompt|opportunity|chaser|follow up|gentle reminder|gentle
 nudge|background|work on this|clear letter|clarification|note|notice)|NP|MAILNP|all this|all of
 this
SENDING = sending|sharing|circulating|forwarding|passing
 [on]|providing|explaining|clarifying|updating|resending|chasing|reminding
 me|highlighting|summarising|setting
 out|doing|attaching|distributing|preparing|putting|getting|making|giving me|bringing (this|it) to
 my attention|flagging|drafting|writing
ACROSS = over|through|round|around|on|across|out|along|together|to (me|us|all|everyone|the
 board)|with (me|us|everyone)|so clearly|in advance|so (clear|simple|easy)|to my attention|for
 (me|us)
POLITE: x|[many|huge|with|my|big|very many] (thanks|thank you|thankyou|thx|ta|cheers|tx|much
 appreciated) (MUCH)* [(for|re) (SENDING [ABOUT]|ABOUT) (ACROSS)* (MUCH)*]
POLITE: (thanks|thank you|cheers) to (you|everyone|all|the (board|team|trustees)|@word) [and
 (the|your) (board|team|trustees|colleagues)] [(who|that) [has|have] worked on (this|it|the
 policy)|involved] [for (SENDING [ABOUT]|ABOUT|this|it) (ACROSS)*]
POLITE: [and] for (SENDING [ABOUT] (ACROSS)*|letting (me|us) know [about NP]|answering my
 (question|questions|query|queries)|clearing (that|this|it) up|taking ((so|this|too) long|a
 while|ages|my time)|getting in touch|bearing with me|your patience|the (update|reminder|heads
 up|nudge|summary|info|information|clear summary|explanation|prompt|email|clear
 letter|opportunity)|keeping (me|us) (informed|posted|updated|in the loop))
POLITE: (thanks|thank you|cheers) [,] (@word|@name|@word @word)|@word|much
 appreciated|appreciated|[i] [really|do] appreciate (it|the (update|reminder|summary|heads up)|you
 sending (it|this) [through|over]|ABOUT)
NICE =
 good|great|lovely|nice|fab|fabulous|wonderful|pleasant|restful|fantastic|happy|relaxing|brilliant|super
SPAN = day|weekend|week|evening|afternoon|morning|one|break|christmas|easter|summer|new year|rest
 of (the|your) (day|week)|time|holiday|half term|bank holiday
NOTHING: [i|and i|and] [do] (hope|trust) [that] (you are|you're|all is|this [e-?mail] finds
 you|everyone is|everything is|things are|you and the team are|you and yours are|all) [all|both]
 (well|ok|okay|good|keeping well|doing well|having a NICE SPAN|going well) [with you|at your
 end|there]
NOTHING: [i] hope you (had|have|are having|enjoyed|are enjoying) [all] [an|a|the|your] [NICE] SPAN
NOTHING: [i] (wishing you|have|enjoy) [all] (an|a|the|your) [NICE] SPAN [too|ahead|everyone]
NOTHING: [i am|am|and] looking forward to (seeing|meeting|speaking (to|with)|catching up
 with|working with) (you|everyone|you all) [on (@day|@date)|soon|then|tomorrow|next week|at the
 [next] [board] (meeting|agm|event)]
NOTHING: see you (soon|tomorrow|then|there|later|next week|on @day|@date|@day|at the [next] [board]
 meeting|in the office|around)
NOTHING: (merry|happy) (christmas|new year|easter|@day)|speak (soon|later)|take care|best
 wishes|all the best|(kind|best|warm|many|kindest|warmest) regards|regards|(nice|good) to hear from
 you|well done|(good|great|nice) (work|job)
NOTHING: [my|so|very|really|many|and] (sorry|apologies|apologise) [again] (for|about)
 [the|my|this|being] [this being] [a bit|a little|slightly|so]
 (delayed|delay|late|lateness|slow|slowness|belated|tardy|tardiness) [reply|response|in
 (replying|responding|coming back|getting back|answering|reading it) [to (you|this)]]
NOTHING: (sorry|apologies) (this|it) (is|took) [a bit|a little|rather|so] (late|long) [in
 (replying|coming)]|better late than never|(sorry|apologies) [,] [@word] (i|this|it) [had] (thought
 i had [already] replied|missed (this|it|your email|the first one)|[must have|had] (slipped|got
 (lost|buried)|fell) (down|in|through) (my inbox|the net|the cracks|my emails)|forgot to reply [to
 this]|have only just (seen|got to) (this|it))|i thought i had [already] replied|(this|it) [must
 have|had] (slipped|got (lost|buried)) (down|in) my (inbox|emails)
NOTHING: [i|and i|and] [have|will] [also]
 (saved|kept|filed|printed|downloaded|stored|save|keep|file|print|put) (a copy|it|this|the
 policy|the document) [of (it|this|the policy|the document)] [(for|in|to|on|with) [my|the|your]
 [own] (records|reference|files|file|desk|folder|policy folder)]
NOTHING: (please|and|do|just|but)* (let me know|give me a shout|shout|get in touch|drop me a
 line|come back to me) if (you|there is|there's|you do) [need|require|want|are|is|would like|have]
 (anything|something|any|else|further|more|other|information|queries|details?)* [from (me|my end|my
 side)|is needed|needed|required|you need [from me]|you require|i need to do|i can do|i can help
 with]
NOTHING: if (you|there is) [need|require] anything (else|further|more) [from me|needed|required|you
 need [from me]] [,] (please|do|just)* (let me know|shout|ask|get in touch)
NOTHING: (i|and i|and) (will|shall) [also] (share|discuss|go through|cover|run through|talk
 through|cascade|pass) (it|this|the policy|them|the changes) (with|to|on to) (my|the|our) team
 [too|as well]|(i|and i|and|,) (will|shall) [also] (brief|update) (my|the|our) team [on
 (it|this|them|the changes|the policy)|too|as well]
NOTHING: (i|and i|and) (will|shall) [also] (make sure|ensure) [that] (my|the|our) team (is|are)
 aware [of (it|this|them|the changes|the policy)|too|as well]
NOTHING: [it|this|that|which|it all|NAMED] (is|looks|seems|reads|was|all reads|sounds)
 (all|very|really|pretty|quite|much|nice and|perfectly|well|so|super|genuinely)*
 (good|great|fine|helpful|useful|sensible|reasonable|fair|well|ok|okay|interesting|comprehensive|thorough|well
 written|clearer|better|clearly written|easy to (read|follow|understand)|a good
 read|important|timely|necessary|proportionate|concise|welcome) [(and|,)
 (sensible|clear|fair|useful|helpful|reasonable|easy to follow|concise|well written)] [to
 (me|see|have)]
EVAL = (clearly|well|nicely|simply|plainly) (written|set out|laid
 out|explained|presented|put)|clear|sensible|helpful|good|useful|reasonable|fair|great|comprehensive|thorough|well
 written|easy to (follow|read|understand)|straightforward|important|concise
NOTHING: [a|[i (think|thought|feel) [that]] (it|this|NAMED) (is|was) [a|an]|looks like a]
 [very|really] EVAL [(and|,) [very|really] EVAL] [policy|document|update|read|summary|change|piece
 of work]
NOTHING: [really|very|all] (helpful|useful|sensible|interesting|good to (know|see|have)|well
 written)|[it is] (good|great|nice|helpful|useful|lovely|glad|pleased) to (see|have) (it|this|the
 policy|that|these changes) [updated|clarified|in place|set out [clearly]]
NOTHING: [i|and i|and] [have|with|there are] (no|zero) [further|other|more|particular]
 (comments|feedback|suggestions) [from me|from my (end|side)|at (this|the)
 (time|stage|point|moment)|at present|to (add|make)]
NOTHING: [i|and i|and] do not have any [further|other|more] (comments?|feedback|suggestions)
NOTHING: [i|and i|and] [have] nothing [further|else|more] (to (add|ask|raise|query|report)|from
 me)|no need to reply|no reply needed
NOTHING: from (me|here)|at (this|the) (time|stage|point|moment|present)|\( (he|she|they) /
 (him|her|them) \)
NOTHING: [I] [am] ADV (aware of|familiar with|up to speed (with|on)|up to date (with|on)|mindful of)
NOTHING: [the] (importance|purpose|reasons?|spirit|thinking|rationale) (of|for|behind|to)
NOTHING: [and|that] [any|a] (failure to (comply|follow it|do so)|breach|breaches|non -
 compliance|misuse) [(of|with) (it|this|the policy|@policy)] (may|could|can|might|will) (result
 in|lead to) disciplinary action [,] [up to and including dismissal]
NOTHING: [and] [that] i (must|have to|need to|should|am (required|expected|obliged|bound) to)
 FOLLOWS =(HEAD|$|and|,|SOME)
NOTHING: [and|that] (it|this|the policy|@policy|these|they) [also] (applies|apply) to
 (me|us|everyone|all staff|all trustees|staff and trustees|my role|us all|all of us|all) [as [an|a]
 ROLE|too|as well|equally]
NOTHING: [my] (name|signed|date|dated) [:] [@name|@date]|signed|(position|role|job title) : ROLE
NOTHING: \( @ref \)|@ref|(best|regards|best wishes|kind regards|all the best) [,]
 [@name]|best|regards|warmly|cheers|yours [sincerely|faithfully|truly]
NOTHING: (it|this) (has|is) [only|just] taken me (a (few|couple of) (days|weeks)|a while|ages|so
 long|longer than (planned|intended|it should))|i have [only] just (got round to|seen|found|come
 across|caught up with) (this|it|your email)|i got there in the end|i am [only] just back [from
 (leave|holiday|annual leave|sick leave)]|a (bit|little) late|bit late|[i|and] (will|shall)
 (bear|keep) (it|this|them) in mind
NOTHING: [i|and|and i] look forward to (it|this|the policy) (coming in|coming into force|taking
 effect|starting)
NOTHING: (glad|pleased|good) [to see] [that] (this|it|the policy|that) is [now|finally|all] (in
 place|here|sorted|updated|agreed)
NOTHING: (sorry|apologies) for the (late hour|brevity|short
 (reply|note|answer)|typos)|(sorry|apologies) for brevity
NOTHING: (sorry|apologies) for the (wait|delay|silence|slow reply|late reply)|and where to
 (go|turn|look) for (help|advice|guidance|support)
NOTHING: but =(i ADV have ADV (READING|understood)|i have now|have now ADV READING|i (am|will) ADV
 (happy|follow|comply|have|read)|i have)
NOTHING: [my] [sincere] (sorry|apologies)|i (have been|was) (away|on (leave|holiday|annual
 leave)|off [sick|ill|work]|busy|unwell|ill|poorly)
NOTHING: (for|about) not (replying|responding|getting back to you|answering|getting to this|coming
 back to you) (sooner|earlier|before now|before|quicker|until now)|for the (wait|delay|silence)|any
 (problems?|issues?|questions?) [,] [just|please|do] let me know|you can count on me
POLITE: diolch [yn fawr [iawn]|o galon|eto|i (chi|ti)|@word]|ta [very] much
NOTHING: hwyl [fawr]|cofion [gorau|cynnes|caredig]|bore da|prynhawn da|noswaith dda|shwmae|pob
 hwyl|nadolig llawen|da iawn|(hey|hiya|morning|afternoon|evening|yo|omg|gosh|ok|okay|anyway|btw|by
 the way|there we go|there you go|phew)
 [,]|greetings|cordially|sincerely|respectfully|warmly|(all|with)
 [my|kind|kindest|best|warm|warmest|every] [good] (wishes|regards|love|thanks|greetings) [to
 (you|all|you all|everyone)]|bye [for now]|goodbye|cheerio|ta ra|over and out|that is
 (all|it|everything|me) [from me|done|sorted]|[i] (hope|trust|hoping) [that] (that|this|it|that
 is|this is|it is) (is|helps|suffices|(all|what|everything) [that] you
 (need|needed|require|required|wanted|were after|were looking
 for)|(enough|sufficient|ok|okay|fine|all right|alright) [for (you|now|your records)])
 [ok|okay|fine|enough|sufficient|all you need|what you need|what you needed]
NOTHING: (hi|hiya|hello|hey|dear|morning|afternoon|evening) @word
NOTHING: (answering|responding to|replying to|in answer to|acting on|coming back to you on|back to
 you on|in respect of|about|on|with regard to) (MAILNP|your (request|question)|NP) [of
 (@day|@date)|dated @date] [:|,|-]
NOTHING: what a [very|really|nice and|refreshingly]
 (clear|good|great|helpful|sensible|useful|thorough|lovely|nice|comprehensive|concise) (piece of
 work|policy|document|update|letter|summary|set of rules)
NOTHING: yn (gywir|gynnes|ddiffuant)|(boss|chief|mate|pal|love|lovely|hun|my lovely|my love|my
 friend|dear|my dear|guys|team|folks|all) =($|,)|(hi|hello|hey|hiya) there [,]
NOTHING: (yes|yep|ok|okay|so) [that is|it is] (all) (good|fine) [here|from me|on my side]
NOTHING: (confirmation|acknowledgement|acknowledgment|declaration) [slip|form] =($)
NOTHING: (it|this|that|the policy|the document) reads ADV (well|clearly|nicely|easily|better)
NOTHING: once again [,|-]|[I] ADV sat down with (it|this|NAMED) ADV|[it|this|that] took [me] (a
 while|a (few|couple of) (minutes|hours|days|sittings)|ages|some time|a bit [of time]|[a]
 (good|full) (hour|half hour)|(five|ten|twenty) minutes) [to (read|digest|go through|get
 through|get round to) [it|this|NAMED] [all]]
NOTHING: (the|both|these|all|two) [new|recent|proposed] (changes|amendments|additions|updates)
 [all] (are|look|seem|sound|read|make) ADV
 (sensible|reasonable|clear|fair|fine|good|ok|okay|helpful|useful|welcome|proportionate|necessary|sound|sense|acceptable)
 [(and|,) (sensible|reasonable|clear|fair|fine|good|helpful|useful|welcome)] [to me|by me|with me]
NOTHING: (glad|pleased|good|great|nice|happy) (to see|about) (the|this|that|these|both)
 [new|added|extra] [@topic|ai|social media] [@topic]
 (changes?|additions?|updates?|amendments?|points?|rules?|lines?|wording|paragraphs?|ones?)
NOTHING: @name [,|-|\(|/] [the] ROLE [\)]|\( ROLE \)|[ROLE] @name
NOTHING: ADVERB|and|&|,|-|:|/|\(|\)|that|which|so|as well as|plus|that is|\+|\=|'
"""
