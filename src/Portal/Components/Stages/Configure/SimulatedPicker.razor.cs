using EhrAdapters;
using Microsoft.AspNetCore.Components;
using Portal.Components.Controls;
using Portal.Glue;

namespace Portal.Components.Stages.Configure;

/// <summary>Fills the form from a simulated hospital and leads to its page; shows nothing where there are none.</summary>
public sealed partial class SimulatedPicker
{
    private IReadOnlyList<SimulatedHospital> _hospitals = [];
    private IReadOnlyList<ChoiceOption> _options = [];

    /// <summary>Where the form points; the hospital with this address is the chosen one.</summary>
    [Parameter, EditorRequired]
    public required string BaseUrl { get; set; }

    [Parameter]
    public SignInMethod Method { get; set; }

    [Parameter]
    public string? ClientId { get; set; }

    /// <summary>Null until a key pair stands.</summary>
    [Parameter]
    public string? JwksUrl { get; set; }

    [Parameter]
    public string? KeyId { get; set; }

    [Parameter]
    public EventCallback<SimulatedHospital> OnChosen { get; set; }

    [Inject]
    public required SimulatedHospitals Hospitals { get; init; }

    private SimulatedHospital? Chosen => _hospitals.FirstOrDefault(hospital => hospital.FhirBaseUrl.OriginalString == BaseUrl);

    protected override async Task OnInitializedAsync()
    {
        _hospitals = await Hospitals.ListAsync(CancellationToken.None);
        _options = [new("", "None, this is a real server"), .. _hospitals.Select(hospital => new ChoiceOption(hospital.Slug, $"{hospital.Name} ({hospital.Vendor})"))];
    }

    private string Next(SimulatedHospital hospital) => Method is SignInMethod.PrivateKeyJwt && hospital.SignInMethods.Contains(SignInMethod.PrivateKeyJwt) && JwksUrl is null
        ? "Make a key pair first: the page then knows what to ask the staff to register."
        : "Press the button there, then copy what the hospital sends back into the fields below.";

    private Task ChooseAsync(string slug) =>
        _hospitals.FirstOrDefault(hospital => hospital.Slug == slug) is { } hospital ? OnChosen.InvokeAsync(hospital) : Task.CompletedTask;
}
