using EhrSimulator.Traffic;

namespace EhrSimulator.Faults;

/// <summary>Pages that stand between us and a FHIR server: a login, a firewall, a gateway.</summary>
internal static class FaultPages
{
    public static Answer Login(Call call) => Answer.Html(200, $"""
        <!DOCTYPE html><html lang="en"><head><title>Sign in - {call.Profile.Name}</title></head>
        <body><h1>Staff portal</h1><form method="post" action="/login"><label>User name <input name="user"></label>
        <label>Password <input name="password" type="password"></label><button>Sign in</button></form></body></html>
        """).With("Set-Cookie", "portal_session=none; Path=/; HttpOnly");

    public static Answer PersonsLogin(Call call) => Answer.Html(401, "<html><head><title>401 - Unauthorized</title></head><body><h1>401 - Unauthorized: Access is denied.</h1></body></html>")
        .With("WWW-Authenticate", $"Basic realm=\"{call.Profile.Slug} staff\"");

    public static Answer Firewall() => Answer.Html(403, """
        <html><head><title>Request Rejected</title></head><body>The requested URL was rejected by the web application firewall.
        Please consult your administrator.<br><br>Your support ID is: 4471902283317765019</body></html>
        """).With("Server", "BigIP");

    public static Answer Timeout() => Answer.Html(504, "<html><head><title>504 Gateway Time-out</title></head><body><center><h1>504 Gateway Time-out</h1></center><hr><center>nginx</center></body></html>")
        .With("Server", "nginx");

    public static Answer Method(string allowed) => Answer.Html(405, "<html><head><title>405 Not Allowed</title></head><body><center><h1>405 Not Allowed</h1></center><hr><center>nginx</center></body></html>")
        .With("Server", "nginx").With("Allow", allowed);

    public static Answer Misdirected() => Answer.Text(421, "Misdirected Request").With("Server", "envoy");

    public static Answer Gateway() => Answer.Html(502, "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>")
        .With("Server", "nginx");
}
