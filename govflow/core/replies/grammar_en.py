"""The closed grammar of an acknowledgement in English: every word must have its place in it.

A sentence is read as a row of pieces, each of which claims something (or nothing). A word outside
them ends the reading, and such a reply is never counted. No negation, condition, question, future
reading or third person can be said in here: that makes it safe. Free order makes it wide.
"""

from govflow.core.replies.terms_en import TERMS

GRAMMAR = (
    TERMS
    + r"""
READ: (HAVE|I ADV) given (it|this|NAMED) a [good|thorough|careful|proper|full|detailed] (read|read
 through) [through]
READ: [I] [have] ADV had a [quick] [good|thorough|careful|proper|full|detailed] (read|read
 through|read - through|look through and read) [of|over|through] !([of|over|through|to]
 MAILNP|about)
NOTHING: (HAVE|I ADV) (looked|checked|had a look) (through|over|at)|my name is @name|@name [,|-]
 [the] ROLE|email received|speaking as [an|a] ROLE
READ: (HAVE READING [through|over|thoroughly]|I ADV (read|reviewed)
 [through|over]|(read|re-?read|re - read) [through|over]|reviewed) !([of|over|through|to]
 MAILNP|about)
READ: (HAVE READING [through|over]|I ADV read [through]|read) MAILNP [below|above] (and|,|&|as well
 as|plus) [also] DOCNP !(is|are|was|were|looks|seems|makes|make)
MAIL: (HAVE READING [through|over]|I ADV read [through]|read) [of|over|through] MAILNP
READ: [I] ADV have ADV HAD ADV (go through|work through|study|review)
READ: on reading (it|this|NAMED) [,] =(i ADV (am|have|accept|agree|can|confirm|acknowledge))
READ: having ADV (read|reviewed) [through|over] !([of|over|through|to] MAILNP|about)|reading
 [through] =(and|,|&)|[HAVE|I ADV] (finished|completed) [my] reading [of]|I ADV did ADV read
 [through] !([of|over|through|to] MAILNP|about)|been through =(it|them|NAMED)|[I] ADV (sat down and
 read|(got (round|around) to|made sure to|managed to|sat down to|took the time to|found time to|had
 time to|had a chance to) ADV read [through])|[I] ADV (got (round|around) to|finished)
 reading|(have|has|was|were) ADV been ADV (read|reviewed)
UNDERSTOOD: (HAVE|[I] ADV|ADV) (understood|understand|am aware|am clear|noted|note|appreciate|know)
 that TOPIC (TOPIC)* =($|[,] (and|&) ADV (will|shall|agree|accept|am|happy|have|i
 (will|shall|agree|accept|am|have))|, i (will|shall|agree|am))
UNDERSTOOD: [I] [am] ADV aware of =(what is (expected|required)|my
 (responsibilities|obligations|duties))|i ADV do ADV (understand|comprehend)
UNDERSTOOD: (HAVE|[I] ADV) (understood|understand|comprehend|comprehended|digested|got my head
 around|absorbed)
UNDERSTOOD: [I] ADV (get|got) it =($|and|,|&)|having ADV understood|understanding
 [of]|understanding|[I] (am|feel) ADV clear (on|about|as to)|[I] (am|feel) ADV
 (confident|happy|sure) [that] i [fully] understand
UNDERSTOOD: [NP|all|which|everything] [all] (is|are|looks|seems|was|makes|make) ADV [all] (clear
 [to me|to follow|enough|and easy to (follow|read|understand)|and concise|and sensible]|fine by
 me|fine with me|sense [to me]|understood|straightforward)|[all|crystal|nice and] clear [to
 me]|[all] makes [perfect|complete|total] sense [to me]
UNDERSTOOD: [i|and i|and] do not have any [further|other|more|particular]
 (questions?|queries|concerns?|issues?|problems?|objections?) [about it|on it|for you|at (this|the)
 (time|stage|point|moment)|at present]
UNDERSTOOD: [i|and i] [have|with|there are|had] (no|zero)
 [further|other|more|outstanding|particular] (questions?|queries|query) [(or|and|,) [any]
 (questions?|queries|concerns?|issues?|comments?|worries|problems?|objections?)] [here|from me|from
 my (end|side)|at (this|the) (time|stage|point|moment)|at present|on it|about
 (it|this|them)|arising|to ask|for now|on NP]
NOTED: (HAVE|[I] ADV) (noted|note|taken note of|taken on board|taken in|taken (NP) (on board|in))
NOTED: have made a note of|made a note of
CONTENT: [I] ADV [am|remain|feel] ADV (HAPPY|on board|in [full|complete] agreement|in favour)
 [with|of|about] =(HEAD|$|and|,|&|that|SOME)
CONTENT: [I] ADV (support|endorse|approve of|fully support|welcome) =(HEAD)
CONTENT: [i|and i|and] [have|with|there are|raise] (no|zero) [further|other|real|particular]
 (issues?|concerns?|problems?|objections?|reservations?) [here|from me|at all|on my
 side|with|about|to|around|regarding] [FOLLOWING]
BOUND: (HAVE|I ADV|[,|and|&|, and] ADV|[I] ADV am ADV HAPPY to|HAPPY to) (accepted|agreed to)
 =(HEAD)
BOUND: (I ADV|(and|&|, and) ADV|[I] ADV am ADV HAPPY to|HAPPY to) (accept|agree to|consent to|agree
 and accept|accept and agree to|agree with and accept) =(HEAD)
BOUND: [I] ADV (agree|undertake|promise|commit|pledge|accept and agree|agreed|confirm and agree)
 (to|that i (will|shall)) FOLLOWS =(HEAD)|[I] (am|feel|remain) ADV committed to FOLLOWING =(HEAD)
BOUND: i have no hesitation in (accepting|agreeing to) =(HEAD)|[I] ADV am ADV HAPPY to be bound by
 =(HEAD)|[I] ADV commit to FOLLOWING =(HEAD)
BOUND: [I] ADV [WANT] ADV (confirm|confirming|acknowledge|acknowledging) [my]
 [(receipt|review|reading|understanding|consideration) [of it] [(,|and|, and)]]* [my] [full]
 (acceptance|agreement|compliance) (of|to|with) =(HEAD)
BOUND: [I] ADV (give|confirm|signify|indicate|hereby give) my
 (agreement|acceptance|commitment|consent|compliance) (to|of|with) [FOLLOWS|FOLLOWING] =(HEAD)
AGREED: [I] ADV (confirm|give) my [full] (agreement|acceptance|consent|assent) =($|and|,)
AGREED: signed off =(by me|$|and|,)|agreed to =($|by me|and|,)
AGREED: (HAVE|[I] ADV) (agree|agreed|accept|accepted) [with|to =(HEAD)]|(and|my) agreement
 [with|to]|(and|my) acceptance =($|,|and)|acceptance of|[I] ADV [am] ADV HAPPY to (agree|accept)
 =($|,|and)
WILL_FOLLOW: [I] ADV (will|shall|agree to|undertake to|promise to|commit to|can|i fully intend
 to|fully intend to|pledge to|intend to ADV|plan to) FOLLOWS
WILL_FOLLOW: [I] ADV [am|will be] ADV HAPPY to FOLLOWS
WILL_FOLLOW: [I] ADV (will|shall) ADV (make sure|ensure|take care|be sure|see to it) ([that] i
 [will|shall]|to) FOLLOWS
WILL_FOLLOW: [I] ADV (will|shall) ADV (make sure|ensure|see to it) [that] [all] (my|our) [own]
 (posts?|posting|accounts?|use [of social
 media]|conduct|actions|activity|behaviour|work|practice|content|@topic) ((is|are|stays?|remains?)
 [fully] (in line with|in accordance with|compliant with|consistent with|within)|(comply|complies)
 [fully] with|(follow|follows|meet|meets|respect)) =(HEAD)|[I] ADV (will|shall) ADV (make
 sure|ensure|see to it) [that] [all] (my|our) [own]
 (posts?|posting|accounts?|conduct|work|practice|@topic) (comply|complies)|[I] ADV (will|shall) ADV
 (use|post|manage|run|act|behave|work|handle) [on] [my|our|the] [@title|social
 media|accounts?|channels?|posts?|@topic] (accordingly|(in line with|in accordance with|in keeping
 with) =(HEAD))
WILL_FOLLOW: [I] ADV (am|will be) ADV (bound by|committed to FOLLOWING|FOLLOWING|happy
 FOLLOWING|happy with FOLLOWING)
WILL_FOLLOW: [I] ADV (will|shall) ADV do (as|what) (it|the policy) (says|asks|requires)
WILL_FOLLOW: [I] ADV (commit|am committed) to FOLLOWING|[I] ADV [am] ADV (HAPPY) FOLLOWING|[I] ADV
 [am] ADV HAPPY to (go along with|go with|work with|support|live by) =(HEAD)|can count on me to
 FOLLOWS
WILL_FOLLOW: (to|and to|and|or|&) FOLLOWS =(HEAD|$|and|,|SOME)|(happy|fine|committed [to]) FOLLOWING
WILL_FOLLOW: will be (following|complying with|abiding by|adhering to|followed|complied
 with|adhered to)

BOUND: (RECORD|TAKE) my ASSENT (of|to|with) =(HEAD)|i ADV do ADV (accept|agree to|consent to)
 =(HEAD)
BOUND: ADV WANT ADV (give|confirm) my ASSENT (of|to|with) =(HEAD)|I ADV WANT ADV (give|confirm) my
 ASSENT (of|to|with) =(HEAD)
ACKNOWLEDGED: [I] ADV [WANT] ADV (give|confirm) my acknowledge?ment !(that !(i)) [that|of]
 !(receipt)
ACKNOWLEDGED: ME acknowledge !(receipt|receiving|having (received|been)|being|your|@name|that|i|the
 existence|MAILNP|its)|, acknowledge (and|&)
CONFIRMED: ME acknowledge (that|=(i))
ACKNOWLEDGED: ME acknowledge [my] [receipt [of] [,] [and]] [reading [,] [and]] [my] understanding
 [and acceptance] [of]
ACKNOWLEDGED: acknowledging that|acknowledged !(receipt)|you have my acknowledge?ment !(that !(i))
 [that|of] !(receipt)|RECORD my acknowledge?ment !(that !(i)) [that|of] !(receipt)|(THIS (is|serves
 as|acts as|stands as)|here is|TAKE) [my] [formal] acknowledge?ment !(that !(i)) [that|of]
 !(receipt)
ACKNOWLEDGED: [NP] (is|are) [hereby|duly] acknowledged|my [formal] acknowledge?ment !(that
 !(i))|consider (it|this|NP) [duly] acknowledged|(to|happy to|pleased to|glad to|just to|WRITING
 to) [formally] acknowledge !(receipt|your|that|i|MAILNP)|(to|happy to|pleased to|glad to|just
 to|writing to) [formally] acknowledge that
CONFIRMED: [I] ADV [WANT|want to] ADV CONFIRM THAT|TO_TELL CONFIRM THAT|[just|hereby|also]
 (confirming|confirmed) [as] THAT
NOTHING: [please] (consider|take) (it|this|NAMED) [as] =(read (and|&) (understood|agreed)
 ($|,|thanks|to by me|by me))|please tick me off [your|the] [list]
ACKNOWLEDGED: RECORD my [formal] acknowledge?ment !(that !(i)) [of|that|:] !(receipt)
CONFIRMED: please (accept|find below|see below) my [formal] confirmation [that|:]
UNDERSTOOD: [I] ADV [WANT] ADV CONFIRM my [full] understanding [and [my] (acceptance|agreement)]
 [of|that|to]
CONFIRMED: it is confirmed that|i am [just|now|also|hereby|simply] confirming [that]|(may|can) i
 [just|also|now] confirm [to you] that =(i)
UNDERSTOOD: (confirm|acknowledge) receipt and understanding of
CONFIRMED: confirm receipt and =(understanding)
CONFIRMED: (let|may) THIS confirm THAT|(let|may) THIS (serve|act|stand) as [my|a] [formal]
 confirmation THAT|(here is|you have) my (confirmation|word|assurance) THAT|you (can|may) (take
 it|be assured|rest assured) [that]|[all] confirmed [as] THAT
CONFIRMED: (please|you can|do|kindly|you may)
 (mark|put|count|record|register|note|log|sign|tick|consider) me [down|in|off|up] [as]|please
 (record|note|register|log) [that]
CONFIRMED: THIS (is|serves|is just|is simply|acts) (to confirm|[as] [my] [formal] confirmation)
 THAT|THIS confirms THAT|TAKE (confirmation|declaration) [that|of [my|me]]|[my] confirmation
 (that|of)
NOTHING: [just|this is just|simply] (letting you know|to let you know|so [that] you (know|are
 aware)|for your information|fyi) [that|,]|WRITING as (asked|requested|required) [:|,|-]
NOTHING: [I] ADV SAY TELL THAT|TO_TELL TELL THAT|[please|kindly|you can] (note that|be advised|be
 informed|be assured|rest assured) [that]|please note|my (answer|response|reply) (:|is)
 =(yes|i|read|acknowledged)|i say yes [to]
NOTHING: (further|in (response|reply|answer|relation|reference)|with
 (reference|regard|regards|respect)) to (MAILNP|NP) [below|above|dated @date|of @date|of
 @day]|following [on from] (MAILNP|NP)|following up [on (this|MAILNP|NP)]|regarding (MAILNP|NP)|re
 (MAILNP|NP)|(re|regarding|ref|reference) [:] @ref|getting back to you [on this|about this|on
 NP]|in response|as per (MAILNP|NP)
NOTHING: [it is|this is|hi it is|from] @name [here]|i know (what|how|where) =(is|are|it|this|i|the)
NOTHING: [and|,] i know (what|how|where) (is expected|is required|it|this|to find it|to find the
 policy|is expected [of me]|is required [of me]|to do|i stand)
NOTHING: [LINE|just] (dropping|sending) you [a] [quick|short|brief] (note|line|email|message) to
 (CONFIRM|TELL) THAT
NOTHING: [my|@name|ROLE] (acknowledgement|confirmation|declaration) [of (NAMED|it)] (:|-)
 =(i|read|have)
NOTHING: (HAVE|I ADV|(and|,) ADV) (considered|thought about|reflected on)
 !(FOLLOWING|reading|understanding|accepting|agreeing)|having ADV considered =(HEAD)|I ADV
 (printed|downloaded|saved|opened|followed|found) (it|this|the (link|policy|attachment|document))
 [off|out|to it]|I ADV (printed (off|out)|clicked through|clicked on the link)
RECEIVED: HAVE been (sent|given|emailed|provided with) =(HEAD|,|and)
NOTHING: for the (record|avoidance of doubt) [,]|i can [also] (say|assure you) [that]|LINE
RECEIVED: i am in receipt of|[I] ADV [WANT] ADV (confirm|acknowledge) [safe|the]
 (receipt|receiving|having received) [of]|(HAVE|[I] ADV) (received|got|had [sight
 of]|opened|seen|downloaded) [safely]|[safe] receipt [of]|has [been|arrived] [safely] received

READ: HAVING READING [through|over] !([of|over|through|to] MAILNP|about)
READ: (is|are|was|were|has been|have been) ADV (read|reviewed|studied|digested)
UNDERSTOOD: (is|are|was|were|has been|have been) ADV (understood|noted|absorbed)
AGREED: (is|are|was|were|has been|have been) ADV (agreed|accepted) [by me|to|with]
READ: (confirm|acknowledge) [receipt and|receiving and|having received and|having] ADV
 (reading|read) =(and|,|it|NAMED)
READ: [I] ADV have the policy read
READ: (HAVE|[I] ADV) (taken (knowledge|cognisance) of)
READ: [I] ADV [have] (spent|took|taken) [a|some|the|a bit of|a little|a good bit of|a good]
 (time|while|hour) [to|on] (reading|going through|studying|read|go through|study)
ACKNOWLEDGED: having ADV acknowledged !(receipt|receiving|having|being|your|@name|that|i|MAILNP|its)
READ: (read|reading) and (learned|marked|learnt|digested|marked , learned)
READ: HAVE been reading =($|and|,|IT|NAMED|through)
UNDERSTOOD: [I] ADV find (it|this|NAMED|everything) [all] [very|quite|perfectly]
 (clear|understandable|easy to (understand|follow)|straightforward)
NOTED: [I] ADV took (note|notice) of
CONFIRMED: [I] ADV [WANT] ADV CONFIRM [my] [full] (compliance|awareness|reading) [with|of]
AGREED: [I] ADV am ADV (agreeing|agreeable) (with|to) =(HEAD)
AGREED: [to which|which] i (assent|agree|subscribe|consent)
CONFIRMED: (happy|content|pleased|glad|fine|ok|okay) for you to
 (record|log|note|register|mark|count) [it|this|me] [as|my|that]
ACKNOWLEDGED: acknowledge (=($)|[-|:|,] @name =($))
NOTHING: (consider|count|treat|regard) me [as] [fully|duly] (informed|notified|told|in the loop|on
 board|in agreement|briefed|up to speed) [and (in agreement|on board|content|happy)]
READ: [fully|suitably|duly] (read|briefed) and (informed|digested|absorbed)
READ: [I] ADV (finished|completed) (it|this|NAMED) =($|and|,)
NOTED: (HAVE|[I] ADV) (note|noted|welcome) DET (ADJ)*
 (changes?|additions?|amendments?|updates?|rules?|paragraphs?)
 (about|on|regarding|to|for|concerning)
 (@topic|ai|our|the|my|personal|work|social|media|accounts?|posts?|use|of|and|@title|using|posting)*
NOTED: (HAVE|[I] ADV) (taken (note|notice) of|taken it all in|been made aware of|made myself aware
 of)
AGREED: [I] ADV [am] [in] ADV (agree|agreed|concur|concurred|agreement|accord|subscribe)
 (with|to|on) =(HEAD)
AGREED: (HAVE|[I] ADV) (signed up to|endorsed|approved of) =(HEAD)
CONTENT: [I] ADV [have] (no|zero) (objections?|issues?|problems?|quarrel|qualms|concerns?|worries)
 (to|with|about|over) =(HEAD)
CONTENT: (all|everything|it|this|policy|@policy) [is|looks|seems] ADV
 (good|fine|ok|okay|great|cool|agreed|acceptable) (with|by|for|to|from) me
UNDERSTOOD: (everything|it|all|@policy|policy|NAMED) (is|was|seems|reads) ADV
 (clear|understandable|understood|plain) [for|to|with] [me]
UNDERSTOOD: (has|have) [all] (been (explained|set out) clearly|made sense|sunk in)|[it] [all] made
 [perfect|complete|total|good] sense [to me]|loud and clear|i (get|have got|got) (the gist of it
 all|it all|the message)|i know (what|where) (is expected of me|i stand)|i (am|feel) ADV
 (clear|informed)
NOTHING: [I] [have] ADV (only just|at last|now|just|eventually)* (got|gotten|sat down|come|came)
 (round|around|back|down) to (it|this|reading (it|this)|this one|you|doing (it|this)) ADV
CONFIRMED: [I] ADV [WANT] ADV CONFIRM (the following|as follows|each of the following|all of the
 (following|below)|these [three|two|four] things|all three|all [of] the points)
 [points|statements|things] [below] [:]
CONFIRMED: [this is] [my] (formal|official|written|personal)
 (confirmation|response|reply|declaration|statement) [:|-|that|of]
POLICY: DET (ADJ)* (changes?|amendments?|updates?|additions?|wording|text|revisions?|paragraphs?)
 [made|introduced] (to|in|of|at) [both] @sections [of (DOCNP)]
POLICY: @sections (and|,|&|as well as|plus) [all] [of] (the rest of (NP)|the whole [of]
 (NP)|everything else|the rest)
POLICY: (the changes?|the amendments?|the additions?|the updates?|the new
 (wording|words|paragraphs?|text)) [made|introduced|added]
NOTHING: [it is] @name here|this is @name [@org|ROLE]|@name [speaking]
POLICY: [the] @version [of DOCNP]|DOCNP|[and] OF DOCNP|(which|that) DET (ADJ)* NOUN
NOTHING: IT WITH|[and] OF IT
POLICY: [and|,] (what|how|that|where|why) (it|this|that|they|the policy|the changes|these) [all]
 (means?|applies|apply|relates?|requires?|involves?|entails?|covers?|says?|asks|affects?|is
 about|are about|works?) [for|to|of|about] [(me|us|my role|my work|my (own|personal|work)
 accounts?|my accounts?|my team|my posts?|staff|trustees|everyone|all of us|all staff|all
 trustees|our work) ((and|or) (me|us|my role|my work|staff|trustees|everyone))*] [in practice|in my
 role|day to day]
POLICY: [and|,] (what|how) (is|are|has|have) [been] (expected|required|changed|asked|involved|being
 asked|changing|different|new) [of|for|from|by|in] [me|us|staff|trustees|this version|it]|what i
 (need to|must|have to|should|am expected to) do
POLICY: what is [set out|contained|written|said|laid down] in (DOCNP|it|this|there) !(of|from)
POLICY: [and|,] what i (can|may|should) (and|&) (cannot|can not|can't|should not|shouldn't)
 (post|do|say|share|use)
POLICY: my [own] (responsibilities|obligations|duties|commitments|role|part) [(and|or)
 (responsibilities|obligations|duties)] [under|within|in relation to]
NOTHING: @word ,|, @word
MAIL: MAILNP|OF MAILNP
NOTHING: (it|this|that|all) is =(read (and|,))
YES: (happy|glad|pleased|delighted) to =($)|(happy|good|ready|fine|ok) to (go|go
 ahead|proceed|carry on|go on)|ack|count me in|HAVE done (this|it|that|so|as (asked|requested))|job
 done|not a problem|no
 (bother|trouble)|cool|ace|grand|smashing|wonderful|splendid|awesome|marvellous|it is a yes [from
 me]|a yes from me|no (problem|problems|worries|trouble) at all|righto|sure thing|right then|okey
 doke|yes|yep|yup|yeah|aye|ok|okay|okey dokey|no (problem|problems|worries)|all
 (good|fine|ok|done)|sounds good|looks good|done|will do|noted|got
 it|roger|great|perfect|lovely|brilliant|excellent|super|fab|good|fine|hi|hello|sure|(that is|it
 is|this is|all) [all] (fine|good|great|ok|okay) [by|with|for] [me]|received|thumbs up|tick
"""
)
