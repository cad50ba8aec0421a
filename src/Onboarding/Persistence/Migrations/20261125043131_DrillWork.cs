using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Onboarding.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class DrillWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "FireDrills",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Environment = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OnCall = table.Column<string>(type: "TEXT", nullable: false),
                    Hospital = table.Column<string>(type: "TEXT", nullable: false),
                    StartedById = table.Column<string>(type: "TEXT", nullable: false),
                    StartedBy = table.Column<string>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Verdict = table.Column<string>(type: "TEXT", nullable: true),
                    Rows = table.Column<string>(type: "TEXT", nullable: false),
                    OursBy = table.Column<string>(type: "TEXT", nullable: true),
                    OursAt = table.Column<long>(type: "INTEGER", nullable: true),
                    HospitalBy = table.Column<string>(type: "TEXT", nullable: true),
                    HospitalAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OursToldAt = table.Column<long>(type: "INTEGER", nullable: false),
                    HospitalToldAt = table.Column<long>(type: "INTEGER", nullable: false),
                    WebhookRow = table.Column<string>(type: "TEXT", nullable: true),
                    QueueRow = table.Column<string>(type: "TEXT", nullable: true),
                    RollBackRow = table.Column<string>(type: "TEXT", nullable: true),
                    GatewayOpen = table.Column<bool>(type: "INTEGER", nullable: false),
                    WorkedUntil = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FireDrills", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FireDrills_RequestId",
                table: "FireDrills",
                column: "RequestId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FireDrills_SiteId_StartedAt",
                table: "FireDrills",
                columns: new[] { "SiteId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "OneDrill",
                table: "FireDrills",
                column: "SiteId",
                unique: true,
                filter: "\"State\" = 'Running'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FireDrills");
        }
    }
}
