using EhrAdapters.Mapping;
using Onboarding.Lifecycle;
using Onboarding.Stages.MapFields;
using Portal.Components.Stages;
using Portal.Components.Stages.MapFields;
using Xunit;

namespace Portal.Tests.Stages.MapFields;

public sealed class MappingStudioTests : PanelContext
{
    private static readonly MappingSuggestion Suggestion = new()
    {
        FieldId = ContractFields.Race, Expression = "extension.value", Reason = "Told from the displays.", Sure = true, Found = 10, Of = 10,
        CodeMap = new Dictionary<string, string> { ["W1"] = "2106-3", ["B1"] = "2054-5" },
    };

    [Fact]
    public async Task Suggestion_whose_codes_are_missing_is_not_in_use_and_brings_them_without_touching_what_somebody_chose()
    {
        var studio = await StudioAsync(new() { FieldId = ContractFields.Race, Expression = "extension . value", CodeMap = new Dictionary<string, string> { ["W1"] = "UNK" } });
        Assert.False(studio.Holds(Suggestion));

        studio.Accept(Suggestion);

        Assert.True(studio.Holds(Suggestion));
        Assert.Equal(new Dictionary<string, string> { ["W1"] = "UNK", ["B1"] = "2054-5" }, studio.Mapping(ContractFields.Race)!.CodeMap);
    }

    [Fact]
    public async Task Suggestion_for_another_place_takes_no_codes_along_from_the_old_one()
    {
        var studio = await StudioAsync(new() { FieldId = ContractFields.Race, Expression = "extension.url", CodeMap = new Dictionary<string, string> { ["OLD"] = "UNK" } });

        studio.Accept(Suggestion);

        Assert.Equal(Suggestion.CodeMap, studio.Mapping(ContractFields.Race)!.CodeMap);
    }

    private async Task<MappingStudio> StudioAsync(FieldMapping mapped)
    {
        await SiteAtAsync(Stage.MapFields);
        var session = (await Get<MappingWorkbench>().OpenAsync((await ViewAsync()).Site.Id, Cancel)).Value!;
        return new(session, new PartForm<FieldMap>(new() { Fields = [mapped] }, 1));
    }
}
