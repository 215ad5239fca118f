"""The closed grammar of an acknowledgement in Welsh, with the mutations and spoken forms people write."""

GRAMMAR = r"""
SUBJECT = mi dw i|yr ydw i|rydw i|rwyf i|rwyf|rwy i|rwy|dw i|dwi|wi|rydwi|ydw i|fy mod i|fy mod|mod
 i|bo fi| bod fi|yr wyf [i|fi]|ydw
YN = yn|'n|n
WEDI = wedi|'di|di
WHEN = nawr|bellach|yn (ofalus|llawn|drylwyr|llwyr|ffurfiol)|hefyd|heddiw|ddoe|[y] bore ('ma|yma)|i
 gyd|trwyddo|drwyddo|[drwy|trwy] hyn|newydd|neithiwr|dros y penwythnos|@date|@day|ar @date|o hyn
 ymlaen|o (heddiw| @date) ymlaen|fel (ymddiriedolwr|ymddiriedolwraig|aelod o staff|aelod o staff|
 aelod o'r (staff| bwrdd)|gweithiwr|cyflogai|swyddog)|@name
ADV = (WHEN|,)*
THE = (y|yr|'r|eich|ein|ei|a'r|o'r|i'r|â'r|gyda'r|at y|at yr|am y|ar y|o|i|â|fy|ar|gyda)*
NOUN = polisi|bolisi|pholisi|is - ddeddf|is-?ddeddf|dogfen|ddogfen|newidiadau|newid|diweddariad|
 ddiweddariad|fersiwn|cynnwys|gynnwys|telerau|delerau|rheolau|reolau|gofynion|ofynion|@policy|
 @title|cyfan|gyfan|hyn|hwn|hon|rhain|popeth|cwbl|testun
ADJ = newydd|diwygiedig|ddiwygiedig|diweddaraf|ddiweddaraf|wedi'i (ddiweddaru|diweddaru|atodi|
 ddiwygio)|atodedig|hwn|hon|yma|[y] cyfryngau cymdeithasol|ar gyfryngau cymdeithasol|cyfan|llawn|
 @version|@code|@ref|@org|[yr] undeb|i gyd|\( @ref \)|[yr] undeb myfyrwyr|diwygiedig
NP = THE NOUN (ADJ|, @version|@version [,])*
READING = darllen|ddarllen|nharllen
UNDERSTANDING = deall|ddeall|dallt|ddallt|neall
FOLLOW = [ei|eu] (ddilyn|dilyn|barchu|weithredu|parchu)|(cydymffurfio|gydymffurfio) [â|ag|â'r|
 gyda'r|a'r]|(cadw|gadw|glynu|lynu) (at|ato|ati|atynt|wrth|wrtho|i)|gweithredu [yn unol â]|dilyn|
 ddilyn
READ: SUBJECT ADV WEDI cael (cyfle|amser|siawns) i READING|[SUBJECT] ADV WEDI (derbyn|dderbyn) (a|,)
 READING
READ: [SUBJECT] wedi'i ADV READING [o|e|fo]|(darllenwyd|darllenais) [i]|(mae|mae'r|mae y) NP WEDI
 [cael] [ei|eu] READING [gen i|gennyf i]|[SUBJECT] ADV WEDI [ei|eu] ADV READING [drwy|trwy|dros]
 ADV|darllenais [i] ADV|READING =(a)
UNDERSTOOD: [a|ac|,|a'i|a'u] [ac|hefyd] ([SUBJECT] ADV WEDI|SUBJECT YN|rwy'n|dwi'n|dw i'n|rydw i'n|
 yn|WEDI) [ei|eu] UNDERSTANDING ADV
UNDERSTOOD: [a|ac|,|a'i|a'u] [ei|eu] UNDERSTANDING ADV [gen i|gennyf i]|[a|ac|,] deallwyd|mae
 [popeth|'r cyfan|hyn|hynny] yn glir [i mi]|dim cwestiynau [gen i|gennyf]
ACKNOWLEDGED: [(SUBJECT|rwy'n|dwi'n|rydw i'n|dw i'n) ADV [YN] ADV] [hoffwn] (cydnabod|gydnabod|
 nghydnabod) !(derbyn) [fy mod|mod i|fy mod i]
ACKNOWLEDGED: [a|ac|,] (cydnabuwyd|cydnabyddwyd) !(derbyn)|cydnabyddaf [i] !(derbyn) [drwy hyn|trwy
 hyn]|[drwy hyn|trwy hyn] cydnabyddaf
CONFIRMED: [(SUBJECT|rwy'n|dwi'n|dw i'n|rydw i'n|gallaf|galla i|medraf|hoffwn|hapus i|i|er mwyn|yn|
 dim ond i|jyst i|rwy'n gallu|gallaf i) [YN] ADV] [(ysgrifennu|ebostio|ateb) i] (cadarnhau|
 gadarnhau|nghadarnhau) [fy mod i|fy mod|mod i|bod fi|bo fi]
CONFIRMED: cadarnhaf [i] [drwy hyn|trwy hyn] [fy mod i|fy mod|mod i]|mae hyn yn cadarnhau [fy mod i|
 fy mod]|mae'r (ebost|neges) (hwn|hon) yn cadarnhau [fy mod i|fy mod]
BOUND: [a|ac|,] [yn|rwy'n|dwi'n|dw i'n|rydw i'n|SUBJECT YN|WEDI|rwyf yn] [ei] (derbyn|dderbyn|cytuno
 i| gytuno i) =(NP)
BOUND: [a|ac|,] [yn|rwy'n|dwi'n|dw i'n|rydw i'n|SUBJECT YN|WEDI] ((cytuno|gytuno) (i|i'w)|addo|
 ymrwymo (i|i'w)) FOLLOW|[a] (cytunaf|chytunaf) i FOLLOW|derbyniaf =(NP)
AGREED: [a|ac|,] [yn|rwy'n|dwi'n|dw i'n|rydw i'n|SUBJECT YN|WEDI] [ei|eu] (cytuno|gytuno|chytuno|
 derbyn|dderbyn) [â|â'r|ag|gyda| gydag|i|iddo|iddi|iddynt|gyda'r]|(a'i|a'u) (derbyn|dderbyn)|[a|ac]
 (cytunaf|chytunaf|derbyniaf|chytunwyd|cytunwyd)
CONTENT: [a|ac|,] [yn|rwy'n|dwi'n|dw i'n|rydw i'n|SUBJECT YN] (hapus|fodlon|bodlon) [gyda|â|efo|
 gyda'r|efo'r|â'r]
WILL_FOLLOW: [a|ac|,] [mi|fe|y] (byddaf|bydda|fyddaf|fydda|gwnaf|wnaf|wna|gwna|byddaf fi) [i|i'n]
 [YN] ADV FOLLOW
WILL_FOLLOW: [a|ac|,] [yn|rwy'n|dwi'n|dw i'n|rydw i'n|SUBJECT YN|wna i] (hapus|fodlon|bodlon|barod|
 parod) (i| i'w) FOLLOW
WILL_FOLLOW: [a|ac|,] [mi|fe] (dilynaf|ddilynaf|cydymffurfiaf|gydymffurfiaf|(cadwaf|chadwaf|glynaf)
 (at|ato)| ddilynaf) [i] [â|â'r|ef]|fe'i dilynaf
NOTED: [WEDI|SUBJECT WEDI] [ei|eu] (nodi|sylwi ar)
RECEIVED: [WEDI|SUBJECT WEDI] [ei] (dderbyn|derbyn|cael)|[(cydnabod|cadarnhau|cydnabyddaf)] derbyn|
 derbyniwyd
POLICY: [y] @version [o'r|NP]|NP|[a|ac] (beth|yr hyn|beth y) (mae'n|sydd|y mae'n) (ei olygu|ofynnol|
 ddisgwyliedig|yn ei olygu) [i mi]|[a'i|ei] (gynnwys|chynnwys)|ef|fo|nhw|am hyn
YES: ydw|ydy|ie|do|iawn|gwnaf|popeth yn iawn|dim problem|wrth gwrs|oce|wedi nodi
POLITE: [llawer o] (diolch|ddiolch) (yn fawr [iawn]|o galon|eto|i chi|i ti|am y tro)* [am ([yr|y|
 eich|dy|ei] (anfon|hanfon|rannu|ddanfon|danfon|yrru|gyrru|ebost|neges|diweddariad|wybodaeth|hyn|
 hwn|nodyn atgoffa|polisi|gwaith|atgoffa|rhoi gwybod|anfon hwn|help) (hwn|hyn|y polisi|ymlaen|ata i|
 ataf|draw|NP)*)]
POLITE: diolch [yn fawr [iawn]] (@word|@name)
NOTHING: (gobeithio|gobeithiaf|gobeithio'n fawr) (eich bod [chi]|bod pawb|dy fod [di]|bod popeth)
 [YN|i gyd yn] (iawn|dda|cadw'n iawn|hwyliog|mynd yn iawn|cadw yn iawn|hyfryd)
NOTHING: (ymddiheuriadau|sori|mae'n ddrwg gen i|ymddiheuraf) am (fod yn hwyr|[yr] (oedi|ateb [yn]
 hwyr))| [mwynhewch|joiwch|cael] [y] penwythnos [da|hyfryd]|hwyl [fawr]|cofion [gorau|cynnes]|
 nadolig llawen|blwyddyn newydd dda|pob hwyl|dymuniadau gorau
NOTHING: WHEN|mai|a|ac|ac i|yn|i|y|bod|hefyd|,|-|:|/|\(|\)|@name
"""
