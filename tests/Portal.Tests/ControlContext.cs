using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using Portal.Components.Layout;

namespace Portal.Tests;

/// <summary>Renders one control with a clock that stands still at Thursday 12 November 2026, 14:07 in Chicago.</summary>
public abstract class ControlContext : BunitContext
{
    protected ControlContext()
    {
        Services.AddMudServices();
        Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        Services.AddScoped<Announcer>();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 12, 20, 7, 0, TimeSpan.Zero));
}
