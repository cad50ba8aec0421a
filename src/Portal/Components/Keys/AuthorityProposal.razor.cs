using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Secrets.Authorities;

namespace Portal.Components.Keys;

/// <summary>What the first person hands on.</summary>
public sealed record Proposal(string Pem, string ComparedWith);

/// <summary>The first person's part: the certificate, what it says of itself, and with whom the fingerprint was compared.</summary>
public sealed partial class AuthorityProposal
{
    private string _pem = "", _comparedWith = "";
    private AuthorityFacts? _facts;
    private Refusal? _problem;

    [Parameter]
    public EventCallback<Proposal> OnPropose { get; set; }

    [Parameter]
    public EventCallback OnCancel { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private void Take(string pem)
    {
        if (string.IsNullOrWhiteSpace(pem))
        {
            (_pem, _facts, _problem) = ("", null, null);
            return;
        }

        var read = AuthorityReader.Read(pem, Clock.GetUtcNow());
        (_facts, _problem) = (read.Value, read.Refusal);
        // A private key has no business here, not even in the field.
        _pem = read.Refusal == AuthorityRefusals.KeyInside ? "" : pem;
    }

    private Task ProposeAsync() => OnPropose.InvokeAsync(new(_facts?.Pem ?? _pem, _comparedWith));
}
