using Microsoft.EntityFrameworkCore.Migrations;

namespace Onboarding.Directories;

/// <summary>The full-text index beside the entries, which EF does not know; called by the migration that makes their tables.</summary>
internal static class DirectoryIndexSchema
{
    internal const string Table = "DirectoryIndex";

    // Contentless: the words are found here, what is shown is read from the entries. Prefixes of one to three letters have lists of their own.
    internal const string Create = $"""
        CREATE VIRTUAL TABLE "{Table}" USING fts5(
          Name, Aliases, Place, Vendor, Host, Facets,
          content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')
        """;

    internal static void Up(MigrationBuilder migration) => migration.Sql(Create);

    internal static void Down(MigrationBuilder migration) => migration.Sql($"DROP TABLE \"{Table}\"");
}
