using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Onboarding.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ReviewChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "MappingProposals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    FieldId = table.Column<string>(type: "TEXT", nullable: false),
                    Label = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    ById = table.Column<string>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    TriedBefore = table.Column<string>(type: "TEXT", nullable: false),
                    TriedAfter = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredBy = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MappingProposals", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewDecisions_At",
                table: "ReviewDecisions",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "OneInstruction",
                table: "ReviewDecisions",
                columns: new[] { "RunId", "Fingerprint" },
                unique: true,
                filter: "\"Answer\" = 'Returned'");

            migrationBuilder.CreateIndex(
                name: "IX_MappingProposals_RunId",
                table: "MappingProposals",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "OneProposal",
                table: "MappingProposals",
                columns: new[] { "SiteId", "FieldId" },
                unique: true,
                filter: "\"State\" = 'Open'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MappingProposals");

            migrationBuilder.DropIndex(
                name: "IX_ReviewDecisions_At",
                table: "ReviewDecisions");

            migrationBuilder.DropIndex(
                name: "OneInstruction",
                table: "ReviewDecisions");
        }
    }
}
