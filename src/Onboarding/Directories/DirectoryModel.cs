using Microsoft.EntityFrameworkCore;

namespace Onboarding.Directories;

internal static class DirectoryModel
{
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<DirectoryEntry>().HasIndex(entry => entry.DirectoryId);
        model.Entity<DirectoryEntry>().HasIndex(entry => entry.AddressKey);
        model.Entity<DirectoryImport>().HasIndex(import => import.StartedAt);
        model.Entity<DirectoryImport>().Property(import => import.Report)
            .HasConversion(report => Json.Write(report), json => Json.Read<ImportReport>(json));
    }
}
