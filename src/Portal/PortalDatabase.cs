using Microsoft.Data.Sqlite;

namespace Portal;

/// <summary>Where the database is. Sites, runs, people and keys share one file.</summary>
public static class PortalDatabase
{
    public const string Key = "Portal";

    /// <summary>Ten seconds of patience when another writer holds the file.</summary>
    private const int BusySeconds = 10;

    /// <summary>
    /// Makes the configured path absolute (relative means: beside the application), creates its folder and puts the result
    /// back into the configuration, so that every project reads the same connection string.
    /// </summary>
    public static void Locate(WebApplicationBuilder builder)
    {
        var connection = new SqliteConnectionStringBuilder(builder.Configuration.GetConnectionString(Key));
        if (connection.DataSource is not (":memory:" or "") && connection.Mode != SqliteOpenMode.Memory)
        {
            connection.DataSource = Path.GetFullPath(connection.DataSource, builder.Environment.ContentRootPath);
            Directory.CreateDirectory(Path.GetDirectoryName(connection.DataSource)!);
        }
        connection.DefaultTimeout = BusySeconds;
        builder.Configuration[$"ConnectionStrings:{Key}"] = connection.ConnectionString;
    }
}
