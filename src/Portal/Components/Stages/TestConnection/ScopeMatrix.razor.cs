using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Stages.TestConnection;

/// <summary>Scopes as a table: asked for, granted, needed by which stage; what is missing stands first. Folded where nothing is.</summary>
public sealed partial class ScopeMatrix
{
    private static readonly ScopeUse[] Uses = Enum.GetValues<ScopeUse>();
    private IReadOnlyList<ScopeNeed> _ordered = [];
    private int _missing;
    private CheckState _state;
    private string _word = "";

    [Parameter, EditorRequired]
    public required IReadOnlyList<ScopeNeed> Scopes { get; set; }

    protected override void OnParametersSet()
    {
        _ordered = [.. Scopes.OrderBy(need => Missing(need) ? 0 : need.Granted is null ? 1 : 2).ThenBy(need => need.NeededFor.Count == 0).ThenBy(need => need.Scope, StringComparer.Ordinal)];
        _missing = Scopes.Count(Missing);
        var silent = Scopes.Count(need => need.Granted is null && need.NeededFor.Count > 0);
        (_state, _word) = (_missing, silent) switch
        {
            ( > 0, _) => (CheckState.Failed, $"{_missing} of {Scopes.Count} scopes missing"),
            (_, > 0) => (CheckState.CouldNotAssess, $"The server does not say what it granted: {Counted(silent)}"),
            _ => (CheckState.Passed, $"{Counted(Scopes.Count(need => need.Granted is true))} granted, none missing"),
        };
    }

    private static string Counted(int scopes) => scopes == 1 ? "1 scope" : $"{scopes} scopes";

    /// <summary>Needed by a stage and not there, whether refused or never asked for.</summary>
    private static bool Missing(ScopeNeed need) => need.NeededFor.Count > 0 && (need.Granted is false || (!need.Asked && need.Granted is not true));

    private static CheckState Granted(ScopeNeed need) => need.Granted switch
    {
        true => CheckState.Passed,
        false when need.NeededFor.Count > 0 => CheckState.Failed,
        false => CheckState.NotApplicable,
        null => need.Asked ? CheckState.CouldNotAssess : CheckState.NotApplicable,
    };

    private static string GrantedWord(ScopeNeed need) => need.Granted switch
    {
        true => "granted",
        false => "not granted",
        null => need.Asked ? "not said" : "not asked",
    };

    private static string Word(ScopeUse use) => use switch
    {
        ScopeUse.TestConnection => "Test",
        ScopeUse.MapFields => "Map",
        ScopeUse.ValidatePatients => "Validate",
        ScopeUse.LoadTest => "Load test",
        ScopeUse.Live => "Live",
    };
}
