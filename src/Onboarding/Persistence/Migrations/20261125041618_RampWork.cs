using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Onboarding.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class RampWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "EncounterCounts",
                columns: table => new
                {
                    RampId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Step = table.Column<int>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Writer = table.Column<Guid>(type: "TEXT", nullable: false),
                    Judged = table.Column<int>(type: "INTEGER", nullable: false),
                    Good = table.Column<int>(type: "INTEGER", nullable: false),
                    Verified = table.Column<int>(type: "INTEGER", nullable: false),
                    IdentityErrors = table.Column<int>(type: "INTEGER", nullable: false),
                    NotJudged = table.Column<int>(type: "INTEGER", nullable: false),
                    Latencies = table.Column<string>(type: "TEXT", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EncounterCounts", x => new { x.RampId, x.Step, x.Unit, x.Day, x.Writer });
                });

            migrationBuilder.CreateTable(
                name: "HypercareNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RampId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    WrittenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Requests = table.Column<int>(type: "INTEGER", nullable: false),
                    Judged = table.Column<int>(type: "INTEGER", nullable: false),
                    Good = table.Column<int>(type: "INTEGER", nullable: false),
                    IdentityErrors = table.Column<int>(type: "INTEGER", nullable: false),
                    P95Milliseconds = table.Column<int>(type: "INTEGER", nullable: true),
                    Incidents = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Worse = table.Column<string>(type: "TEXT", nullable: false),
                    Mailed = table.Column<int>(type: "INTEGER", nullable: false),
                    Remark = table.Column<string>(type: "TEXT", nullable: true),
                    RemarkBy = table.Column<string>(type: "TEXT", nullable: true),
                    RemarkAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HypercareNotes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RampDecisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RampId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Step = table.Column<int>(type: "INTEGER", nullable: false),
                    Call = table.Column<string>(type: "TEXT", nullable: false),
                    Rule = table.Column<string>(type: "TEXT", nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Judged = table.Column<int>(type: "INTEGER", nullable: false),
                    Good = table.Column<int>(type: "INTEGER", nullable: false),
                    Verified = table.Column<int>(type: "INTEGER", nullable: false),
                    IdentityErrors = table.Column<int>(type: "INTEGER", nullable: false),
                    P99Milliseconds = table.Column<int>(type: "INTEGER", nullable: true),
                    WholeDays = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RampDecisions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Ramps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    BeganAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Step = table.Column<int>(type: "INTEGER", nullable: false),
                    StepSince = table.Column<long>(type: "INTEGER", nullable: false),
                    HeldBy = table.Column<string>(type: "TEXT", nullable: true),
                    HeldWhy = table.Column<string>(type: "TEXT", nullable: true),
                    HeldAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailedChecks = table.Column<int>(type: "INTEGER", nullable: false),
                    CheckedJudged = table.Column<int>(type: "INTEGER", nullable: false),
                    CheckedGood = table.Column<int>(type: "INTEGER", nullable: false),
                    ProvenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    HypercareAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OverAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedWhy = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ramps", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TrafficStops",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Automatic = table.Column<bool>(type: "INTEGER", nullable: false),
                    Alerted = table.Column<bool>(type: "INTEGER", nullable: false),
                    LiftedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LiftedBy = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrafficStops", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_HypercareNotes_RampId_Day",
                table: "HypercareNotes",
                columns: new[] { "RampId", "Day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RampDecisions_RampId_At",
                table: "RampDecisions",
                columns: new[] { "RampId", "At" });

            migrationBuilder.CreateIndex(
                name: "OneRamp",
                table: "Ramps",
                column: "SiteId",
                unique: true,
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_TrafficStops_SiteId_At",
                table: "TrafficStops",
                columns: new[] { "SiteId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "EncounterCounts");

            migrationBuilder.DropTable(
                name: "HypercareNotes");

            migrationBuilder.DropTable(
                name: "RampDecisions");

            migrationBuilder.DropTable(
                name: "Ramps");

            migrationBuilder.DropTable(
                name: "TrafficStops");
        }
    }
}
