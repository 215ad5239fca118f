"""What the English grammar's sentences are made of: times, manners, documents, readings, promises.

Nothing here can deny, limit, ask or speak for others: that is what lets a name stand in any place.
"""

TERMS = r"""
ROLE = chair|trustee|trustees|officers|volunteers|student trustee|external trustee|lay
 trustee|member of staff|staff member|employee|officer|sabbatical officer|sabb|full time
 officer|manager|line manager|president|vice president|chair|treasurer|volunteer|coordinator|co -
 ordinator|board member|member of the (board|team|trustee board|staff)|staff|colleague|team
 member|director|(head|director) of @name
WHEN = with my [reading] glasses on|on [the] (train|bus|way|plane) home|at home|(for|over) [my]
 (elevenses|brunch)|a while (ago|back)|the other (day|night|evening|morning)|on (@day|@date)
 (morning|afternoon|evening|night)|this very (morning|afternoon|evening)|first thing [this
 morning|today]|in the (morning|afternoon|evening)|on @day [morning|afternoon|evening|night]|last
 (week|weekend|@day)|this @day|over (christmas|easter|lunch|breakfast|dinner|tea|[a|my]
 (coffee|cuppa))|with [a|my|some] (coffee|cuppa|cup of (tea|coffee)|tea)|during [my]
 (break|lunch|lunch break|shift|commute)|on my (way (home|in|to work)|commute|break|day off|lunch
 break|journey home)|in bed|at last|in the end|in (good|plenty of) time|right away|right now|just
 this (minute|second)|a (moment|minute|few minutes) ago|today|yesterday|tonight|now|[earlier] this
 (morning|afternoon|evening|week|lunchtime)|last night|(over|at) the weekend|this
 weekend|(over|with|at|during) [my] (lunch|coffee|breakfast|tea|dinner|lunch break|break)|on my
 (phone|laptop|tablet)|on (the|your|our) (website|intranet|portal|sharepoint|shared drive)|at
 (lunchtime|lunch|breakfast)|on [the|my] (train|bus|plane|commute|way (in|home|to work))|at
 (home|work|my desk)|straight away|immediately|(from|starting) (today|now|this point)
 [on|onwards?]|yesterday (morning|afternoon|evening)|earlier today|as of
 (today|now|@date)|(from|on|at|dated|of|as at) [the] (@date|@time|@day)|@date|@time|@day|just
 now|first thing|at the weekend|earlier
FORCE = (in|into) (force|effect)|effect|force
FROM_WHEN = (with effect|effective) [from] (@date|today|now)|with immediate effect|[which is|that
 is] (coming|going) into FORCE [on|from] [the] @date|in force [from] @date|as it (comes|takes)
 FORCE|[which|that|when it|when this] (comes|takes|came|is|applies|apply) [FORCE] [on|from] [the]
 @date|from the date (it|the policy) (comes|takes) FORCE|going forwards?|moving forwards?|from now
 on|from here on [in]|in [the] future|at all times|always
HOW = therewith|thereto|thereby|herewith|therein|forthwith|as a whole|as a body|calmly|slowly|at
 leisure|eagerly|enthusiastically|cheerfully|readily|promptly|swiftly|directly|seriously|solemnly|respectfully|strictly|rigorously|consistently|throughout|good
 and proper|backwards and forwards|inside
 out|attentively|conscientiously|dutifully|faithfully|honestly|sincerely|truly|freely|willingly|unreservedly|unconditionally|expressly|explicitly|positively|literally|now|wholly|100
 percent|one hundred percent|to the full|defo|definitely|well and truly|right through|all the way
 through|to the [very] end|from a to z|front to back|at length|in one sitting|with [great|full|due]
 (attention|interest|pleasure|diligence)|with my (full|own eyes|agreement)|with no
 (reservations?|hesitation|objections?|issues|problems|qualms)|word by
 word|both|fully|duly|carefully|thoroughly|also|just|hereby|completely|properly|personally|all|entirely|formally|officially|clearly|certainly|absolutely|definitely|gladly|happily|very|really|quite|closely|diligently|recently|subsequently|therefore|too|likewise|accordingly|indeed|finally|wholeheartedly|100%|100
 %|very happily|actively|closely|intently|naturally|as well|[very]
 much|quickly|separately|wholly|simply|(in full|in its entirety|in their entirety|in detail|in
 depth|with care|with interest|with thanks)|[from] (start|beginning|cover|top|front|beginning) to
 (finish|end|cover|bottom|back)|end to end|word for word|cover to cover|twice|(a couple
 of|several|two|three|a few) times|several times|in one go|in good faith|to the letter|line by
 line|page by page|[all] through|again|once more|over|without
 (reservation|hesitation|delay|exception|qualification)|of course|as normal|as usual
WHERE = [all|that is all|it is all] (from|at|on|for) (my (end|side|part|point of
 view|perspective)|me|us here)|by me [personally]|by myself|by the undersigned|my end|with me|to
 (you|your team)|with you
AS = as (requested|required|asked|instructed|directed|needed)|([as] per|in (line|accordance)
 with|at) your (request|e-?mail|letter|note|message|instructions?) [below|above|of @date|of
 @day|this week|today|yesterday]|as [an|a|the|your|one of the|one of your] [new|current|serving]
 [@org|(the|our) (union's|union|students' union's)] ROLE [of|at|for] [@org|the union|the students'
 union]|in my (role|capacity|position) as [an|a|the] ROLE|in [my|the] (role|work|job|day to day
 work|own (role|work)|working life)|for (my|your|our|the)
 (records?|reference|files?|information)|in writing|by (e-?mail|return|reply)|via e-?mail
YOUSENT = [that|which|as] you [have|just|recently|kindly]
 (sent|attached|shared|circulated|forwarded|provided|included|outlined|listed|described|set
 out|summarised|emailed|mentioned|highlighted) [me|us] [through|over|round|out|to me|to
 us|across|in your email|on]
PASSED = YOUSENT|(attached|enclosed|sent|supplied) (to|with|in) (your|the|this|that)
 (e-?mail|letter|message|note)|[as|which was|that was]
 (passed|approved|adopted|agreed|amended|published|sent|circulated|shared|attached|issued|updated|revised|set
 out|sent (out|through|over|round|to
 me)|enclosed|linked|provided|listed|made|introduced|proposed|outlined|described|mentioned|summarised|shown|detailed)
 [above|below|here|in (the|your) (email|letter|message)] [(by|at) (the|our) [trustee]
 (board|trustees|board meeting|meeting|union)] [(on|by|with|from|in) (@date|e-?mail|me|you|@day)]
USING = (when|whenever|whilst|while) (i am (posting|using|online)|i (post|use|go
 online)|posting|using) [on|to] [the|our|my|any] [@title|social
 media|online|accounts?|@topic]|(to|in) [all] (my|our) [own] (accounts?|posts?|posting)
TENURE = (while|whilst|as long as) [i am] (working|employed|serving|volunteering) (at|for|with|on)
 [the] (@org|union|students' union|board)|(during|throughout) my (time|term|employment|role|work)
 [as [an|a] ROLE|(at|with|on) [the] (@org|union|board)]|speaking as [an|a] ROLE
ADVERB = USING|TENURE|WHEN|FROM_WHEN|HOW|WHERE|AS|PASSED|\( @name \)|, @name ,|@name
SOME = HOW|today|yesterday|tonight|now|earlier|@date|@day|@name|this
 (morning|afternoon|evening|week)|last night|on (@date|@day)|as (requested|required|asked)|at all
 times|always|from now on|in future|going forward|with|for|from
ADV = (HOW|today|now|yesterday|tonight|always|earlier|@date|@name|this
 (morning|afternoon|evening)|on @date|as (requested|required|asked)|going forward|from now on|in
 future|at all times|, @name ,|,)*
HEAD =
 the|this|these|those|that|your|our|my|its|both|all|each|every|it|them|everything|what|new|updated|revised|amended|attached|policy|policies|changes?|terms|rules|a|@policy|@title|@org|@version|@code|bylaws?|social

DET = [(all|each|every (part|page|word|section|clause)|the whole|the entirety|both|the contents?|a
 copy|the text|the terms|the details|the wording|the provisions) [of]]
 (the|this|these|those|that|your|our|my|its|both|all|@org)
ADJ =
 reworked|reissued|rewritten|redrafted|clearer|improved|changed|two|three|actual|@day|@date|attached
 to your
 (e-?mail|letter)|printed|updated|new|newly|revised|amended|attached|enclosed|latest|current|above|below|whole|entire|full|complete|final|recently|recent|passed|approved|adopted|circulated|linked|important|union|union's|union
 s|trustees'|organisation's|organization's|charity's|formal|official|key|various|relevant|necessary|accompanying|agreed|shared|@policy|@title|@org|@version|refreshed|updating|modified|following|detailed|main|additional|requested
DOC = policy|policies|document|docs?|text|by - law|by-?law|by law|bylaws
NOUN = redraft|rewrite|rulebook|rule book|material|materials|paperwork|guidance|regulations?|by -
 law|schedule|instructions?|do's and don'ts|small print|ins and outs|particulars|policy
 [document|update|updates|change|changes|text|amendments?|wording|revisions?]|by - law|by-?laws?|by
 law|documents?|docs?|text|updates?|amendments?|changes?|alterations?|additions?|versions?|revisions?|contents?|terms|rules|requirements?|expectations?|obligations?|responsibilities|wording|guidelines|provisions?|sections|clauses|details|information|info|attachments?|notice|principles|standards|conditions|paper|pdf|file|procedures?|points|implications|statements?|commitments?|pages|copy|one|@policy|@code|update
 to the policy
NAMED = DET (ADJ|and|&|,|/)* NOUN|(ADJ)* NOUN|@policy|DET (ADJ)* @title|@title
MAILNP = (the|this|your|that) [whole|full|entire]
 (e-?mail|message|letter|note|notification|reminder|mail|correspondence|communication)
 [(about|on|regarding|concerning|with|containing|summarising|explaining) (NAMED|it|this|them)]
IT = this one|[all|both] [two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|of the]
 pages|[all|both] [of] the pages|every last (word|page|line|bit)|every single
 (word|page|line|bit|part)|all (there is|that is there)|all of the above|it all|it|them
 all|them|this|these|those|that|everything [in (it|there|the policy)|(set
 out|written|stated|contained|said) (there|in it|in the policy)|you sent [through|over|me]]|the
 same|(all|any) of (it|this|that|them)|DET attached|the (below|above|lot)|each and every NOUN|each
 (page|section|clause|paragraph|part|point)|all (two|three|four|five|six|seven|eight|nine|ten)
 pages|both|all|the whole (thing|lot)|the full (thing|text)|what you (sent|attached|shared|wrote)
 [through|over|me]|every (page|word|section|clause|line|bit|part|paragraph) [of it]
WITH = [\( [the] [@policy] @version \)|, @version|@version|[-] @version] [,] [\( @code \)|\( @ref
 \)|@ref|@code]
DOCNP = NAMED WITH
NP = (NAMED|IT) WITH
OF = of|under|including|in|on|to|for|with|within|about|regarding|concerning|around|under|in
 relation to|relating to|with regards? to|in respect of|(set
 out|outlined|contained|described|stated|detailed|included|laid out) (in|within|by)|made (to|in)|as
 (set out|outlined) in|from|re|in line with|in accordance with|as
 per|per|through|behind|throughout|on the subject of|introduced (in|by)|as regards

I = i personally|i for one|i too|i myself|i [\( @name \)] [,] [the undersigned [,] [@name
 [,]]|@name [,]|, @name ,]
HAD = had (an|enough|plenty of|my) (opportunity|chance|time|moment) to|taken (a moment|a
 minute|time|my time) to|at last managed to|sat myself down to|made it my business to|managed
 to|finally got (round|around) to|got (round|around) to|made (the|some) time to|had
 [the|a|some|enough] (chance|opportunity|moment|time) to|taken (the|some) time to|managed to|been
 able to|had time to|found (the|some) time to|sat down and
HAVE = [I] ADV have ADV [HAD] ADV
READING = well (read|studied)|readed|read and re - read|gone (right|all the
 way|carefully|slowly|page by page) through|looked [carefully|properly|thoroughly] through and
 read|pored over|combed through|scrutinised|scrutinized|examined|finished reading|gone all
 through|sat and read|got through [reading]|made my way through|got to the end of|taken in|read
 [all|up on|it all]|re - read|re-?read|reviewed|studied|perused|digested|(gone|been|worked|gone
 carefully) through|gone over|had a [good|thorough|careful|proper|full|detailed] (read|read
 through|read - through|readthrough) [of|over|through]|(familiarised|familiarized) myself [fully]
 with|made myself [fully|more] familiar with|acquainted myself with|worked my way through|had a
 [good|thorough|careful|proper|full|detailed] look through [and read]
FOLLOW = obey|heed|conform (to|with)|carry out|stand by|play by|act on|(keep|stay|remain|work)
 within|go along with|do as (it|the policy) (says|asks|requires)|run [my|our] (posts?|accounts?)
 by|put into (practice|effect)|follow|comply [with|fully with]|abide by|adhere to|stick
 [to|by]|keep to|observe|uphold|respect|honour|apply|implement|adopt|sign up to|act [in accordance
 with|in line with|accordingly|within|in keeping with]|work (to|within|in line with|in accordance
 with|by)|be (bound|guided) by|go by|be (following|complying with|abiding by|adhering to|sticking
 to|keeping to)|conduct myself accordingly|put (it|this|them) into practice|behave
 accordingly|meet|fulfil|live by
FOLLOWS = ADV FOLLOW (((and|&|,|or) ADV)* FOLLOW)*
FOLLOWING = (obeying|heeding|conforming (to|with)|going along with|carrying out|staying
 within|keeping within|applying|implementing|following|complying [fully] with|abiding by|adhering
 to|sticking to|keeping to|observing|upholding|working (to|within)|being bound by|compliance
 with|adherence to|honouring|respecting)
HAPPY = supportive|quite satisfied|fully satisfied|content|pleased|in full agreement|in total
 agreement|fully in favour|totally happy|completely happy|all good|good to go|all set|at
 ease|cool|entirely happy|absolutely happy|really happy|so happy|happy
 enough|happy|content|comfortable|fine|ok|okay|satisfied|good|glad|pleased|delighted|willing|prepared|ready|committed|able|more
 than happy|only too happy|very happy|perfectly happy|quite happy|fully prepared
TOPIC = @topic|i|you|we|me|my|our|any|all|new|need|needs|must|should|have to|has
 to|is|are|be|been|get|getting|ask|asking|before|when|from|the|a|an|for|of|to|in|on|by|with|and|or|as|at|now|it|this|that|their|personal|work|accounts?|posts?|posting|social|media|staff|permission|written|writing|required|requires|requirement|use|using|create|creating|set
 up|channels?|pages?
WANT = can|do|am [just|now|also]
 (writing|emailing|replying|responding|pleased|delighted|glad|able|happy|very happy|more than
 happy) to|would [just] [very much] like to|wish to|just want to|[just] wanted to|hereby [do]|write
 to|am contacting you to|can now|am [just] getting in touch to|am dropping you a line to|am [just]
 getting back to you to
SAY = would [just|also] like to|can|am [just]
 (writing|emailing|replying|responding|pleased|delighted|glad|able|happy|very happy|more than
 happy) to|just want to|[just] wanted to|write to|am contacting you to|can now|am [just] getting in
 touch to|am dropping you a line to|am [just] getting back to you to
CONFIRM = confirm|verify|solemnly
 (confirm|declare|swear)|declare|certify|attest|affirm|(reply|respond|write|get back to you) to
 confirm
TELL = say|let (you|everyone) know|inform you|tell you|advise [you]|state|notify you|assure
 you|report|note|(reply|respond|write|get back to you) to say|be clear
LINE = [just] [a] (quick|short|brief) (note|e-?mail|line|message|reply|one)|just a (note|line|reply)
WRITING = [just|simply|only] (writing|emailing|replying|responding|messaging|following up|getting
 in touch|getting back to you|coming back to you) [back]
TO_TELL = (WRITING to|[just|simply|merely|and|only] (to|writing to|emailing to|replying to|happy
 to|pleased to|glad to|delighted to|able to)|LINE [to|-|:]) [just|formally|also]
THAT = [to you|for you|you|with you] [for the record|for your records|as
 (requested|required|asked)|by (reply|return|e-?mail)|here|below] [,] [that|:]
THIS = this [e-?mail|message|note|reply|response]|my reply
RECORD = (please|kindly|you (can|may)|for you to) [formally] (record|register|log|note|accept|find
 [below|here]|see below)
ASSENT = [full|formal|written] (acceptance|agreement|consent|assent)
TAKE = [please|kindly|you (can|may)] (accept|take|see|treat|consider|regard|count) THIS [as|to
 be|to serve as] [my|a] [formal|written|official]
ME = I ADV [WANT] ADV|WANT ADV|[,] (and|&) ADV|hereby
HAVING = having ADV [HAD] ADV|now [that] i have ADV [HAD] ADV
"""
