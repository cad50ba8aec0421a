using Microsoft.EntityFrameworkCore.Migrations;

namespace Onboarding.Persistence;

/// <summary>Takes private keys of the time before key rings along: each signs on, in the environment that its site is connected to.</summary>
internal static class MoveKeys
{
    /// <summary>Call it once the rings are there; the public halves leave the table of secrets.</summary>
    public static void IntoRings(MigrationBuilder migration)
    {
        migration.Sql(
            """
            INSERT INTO "SiteKeys" ("Id", "SiteId", "Environment", "State", "KeyId", "Algorithm", "Fingerprint", "PublicJwk", "Protected", "Imported", "CreatedAt", "CreatedBy", "ActiveSince")
            SELECT k."Id", k."SiteId",
                CASE json_extract(s."Configuration", '$.connection.environment')
                    WHEN 'simulator' THEN 'Simulator' WHEN 'sandbox' THEN 'Sandbox' WHEN 'production' THEN 'Production' ELSE 'NonProduction' END,
                'Active', json_extract(k."PublicJwk", '$.kid'), json_extract(k."PublicJwk", '$.alg'), k."Fingerprint", k."PublicJwk", k."Protected", 0, k."CreatedAt", '', k."CreatedAt"
            FROM "Secrets" k JOIN "Sites" s ON s."Id" = k."SiteId"
            WHERE k."Kind" = 'PrivateKey' AND k."PublicJwk" IS NOT NULL;
            """);
        migration.Sql("""DELETE FROM "Secrets" WHERE "Kind" = 'PrivateKey';""");
        // In words of our own: the framework would build the whole table anew, outside of the migration's transaction.
        migration.Sql("""ALTER TABLE "Secrets" DROP COLUMN "PublicJwk";""");
    }
}
