using System.Net;

namespace EhrSimulator.Staff;

/// <summary>The frame of every page: one style sheet inside, light and dark as the reader has it.</summary>
internal static class PageFrame
{
    private const string Style = """
        :root{color-scheme:light dark;--canvas:#F4F2EC;--surface:#fff;--line:#DAD6CB;--control:#7E8683;--ink:#182123;--ink2:#434D4C;--accent:#0E5763;--onaccent:#fff;--soft:#E3EFF0;--good:#1C6A3B;--goodbg:#E4F1E7;--bad:#A6221B;--badbg:#FBE8E4}
        @media (prefers-color-scheme:dark){:root{--canvas:#0E1415;--surface:#151D1F;--line:#3C4B4E;--control:#768688;--ink:#E9EDEB;--ink2:#B9C4C2;--accent:#74C3CC;--onaccent:#05252A;--soft:#15343A;--good:#7DCB94;--goodbg:#14301F;--bad:#FF9C90;--badbg:#3B1A17}}
        *{box-sizing:border-box}body{margin:0;background:var(--canvas);color:var(--ink);font:15px/1.5 "Inter","Segoe UI",system-ui,sans-serif}
        header,main{max-width:920px;margin:0 auto;padding:16px 24px}header{font-size:13px}h1{font-size:24px;margin:8px 0}h2{font-size:16px;margin:0 0 12px}h3{font-size:14px;margin:16px 0 0}
        .lead,.meta{color:var(--ink2)}.meta{font-size:13px;margin-left:8px}a{color:var(--accent)}
        .card{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:20px 24px;margin:16px 0}
        .list{list-style:none;margin:0;padding:0}.list li{padding:8px 0;border-top:1px solid var(--line)}.list li:first-child{border-top:0}
        label{display:block;font-size:13px;color:var(--ink2);margin:12px 0 4px}input,textarea{font:inherit;color:var(--ink);background:var(--surface);border:1px solid var(--control);border-radius:6px;padding:7px 10px;width:100%}
        textarea,.mono{font-family:"JetBrains Mono",Consolas,"DejaVu Sans Mono",monospace;font-size:13px}input[type=checkbox]{width:auto;margin-right:6px}
        .grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:0 16px}.checks label{display:flex;align-items:center;margin:0;padding:4px 0;break-inside:avoid;color:var(--ink)}fieldset.checks{columns:3 200px}::placeholder{color:var(--ink2);opacity:1}
        fieldset{border:1px solid var(--line);border-radius:8px;margin:16px 0;padding:8px 16px}legend{font-size:13px;color:var(--ink2);padding:0 4px}
        button{font:inherit;border-radius:6px;padding:8px 16px;border:1px solid var(--control);background:var(--surface);color:var(--ink);cursor:pointer;margin:12px 8px 0 0}
        button.primary{background:var(--accent);border-color:var(--accent);color:var(--onaccent);font-weight:600}
        :focus-visible{outline:3px solid var(--accent);outline-offset:2px}dl{display:grid;grid-template-columns:180px 1fr;gap:6px 16px;margin:0}dt{color:var(--ink2)}dd{margin:0;overflow-wrap:anywhere}
        .note{border-radius:8px;padding:10px 14px;margin:12px 0}.good{background:var(--goodbg);color:var(--good)}.bad{background:var(--badbg);color:var(--bad)}.wait{background:var(--soft)}
        """;

    public static string Wrap(string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{WebUtility.HtmlEncode(title)}</title><link rel="icon" href="data:,"><style>{Style}</style></head>
        <body><header><nav aria-label="Simulator"><a href="/hospitals">Simulated hospitals</a></nav></header><main>{body}</main></body></html>
        """;
}
