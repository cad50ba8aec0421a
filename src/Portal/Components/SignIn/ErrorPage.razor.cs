using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace Portal.Components.SignIn;

/// <summary>What people see of an unhandled fault: a number that finds it in the log, never the fault itself.</summary>
public sealed partial class ErrorPage
{
    private string _incident = "";

    [Inject]
    public required ILogger<ErrorPage> Logger { get; init; }

    [CascadingParameter]
    public HttpContext? HttpContext { get; set; }

    protected override void OnInitialized()
    {
        _incident = RandomNumberGenerator.GetHexString(8);
        if (HttpContext?.Features.Get<IExceptionHandlerFeature>()?.Error is { } fault)
            RequestFailed(Logger, _incident, fault);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Incident {Incident}: a request failed")]
    private static partial void RequestFailed(ILogger logger, string incident, Exception fault);
}
