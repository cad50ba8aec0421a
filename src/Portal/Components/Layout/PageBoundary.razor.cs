using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Layout;

/// <summary>Keeps the frame alive when a page fails, and shows an incident number instead of a stack trace.</summary>
public sealed partial class PageBoundary
{
    private string _incident = "";

    [Inject]
    public required ILogger<PageBoundary> Logger { get; init; }

    protected override Task OnErrorAsync(Exception exception)
    {
        _incident = RandomNumberGenerator.GetHexString(8);
        PageFailed(Logger, _incident, exception);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Incident {Incident}: a page failed")]
    private static partial void PageFailed(ILogger logger, string incident, Exception exception);
}
