using System.Text;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.CodeMaps;

namespace Portal.Glue;

/// <summary>A site's saved code maps as files, for whoever is signed in.</summary>
public static class CodeMapDownloads
{
    public static void MapCodeMapDownloads(this IEndpointRouteBuilder routes)
    {
        var maps = routes.MapGroup("/sites/{slug}/code-maps/{field}").RequireAuthorization();
        maps.MapGet("/csv", (string slug, string field, CodeMapFiles files, CancellationToken cancellation) =>
            SendAsync(files, slug, field, "codes.csv", "text/csv; charset=utf-8", file => file.Csv, cancellation));
        maps.MapGet("/concept-map", (string slug, string field, CodeMapFiles files, CancellationToken cancellation) =>
            SendAsync(files, slug, field, "conceptmap.json", "application/fhir+json; charset=utf-8", file => file.ConceptMap, cancellation));
    }

    private static async Task<IResult> SendAsync(
        CodeMapFiles files, string slug, string field, string ending, string type, Func<CodeMapFile, string> write, CancellationToken cancellation) =>
        await files.FindAsync(slug, field, cancellation) is { } file
            ? Results.File(Encoding.UTF8.GetBytes(write(file)), type, $"{slug}-{Slug.From(file.Field.Label)}-{ending}")
            : Results.NotFound();
}
