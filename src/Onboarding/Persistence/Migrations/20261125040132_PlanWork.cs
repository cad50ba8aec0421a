using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Onboarding.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class PlanWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "RequestId",
                table: "Approvals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Saw",
                table: "Approvals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DeclinedAt",
                table: "ApprovalRequests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DeclinedBy",
                table: "ApprovalRequests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DeclinedFor",
                table: "ApprovalRequests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RemindedAt",
                table: "ApprovalRequests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ApprovalComments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActorId = table.Column<string>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApprovalComments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FreezePeriods",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    AddedBy = table.Column<string>(type: "TEXT", nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedBy = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FreezePeriods", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "GoLiveSchedules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Environment = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    To = table.Column<long>(type: "INTEGER", nullable: false),
                    BackBy = table.Column<long>(type: "INTEGER", nullable: false),
                    ScheduledById = table.Column<string>(type: "TEXT", nullable: false),
                    ScheduledBy = table.Column<string>(type: "TEXT", nullable: false),
                    ScheduledAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TestRequest = table.Column<Guid>(type: "TEXT", nullable: false),
                    LiveRequest = table.Column<Guid>(type: "TEXT", nullable: false),
                    DayToldAt = table.Column<long>(type: "INTEGER", nullable: true),
                    HourToldAt = table.Column<long>(type: "INTEGER", nullable: true),
                    TestedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    End = table.Column<string>(type: "TEXT", nullable: true),
                    EndedWhy = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GoLiveSchedules", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "OneApproval",
                table: "Approvals",
                columns: new[] { "RequestId", "ActorId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalComments_RequestId",
                table: "ApprovalComments",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_FreezePeriods_SiteId",
                table: "FreezePeriods",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_GoLiveSchedules_SiteId_ScheduledAt",
                table: "GoLiveSchedules",
                columns: new[] { "SiteId", "ScheduledAt" });

            migrationBuilder.CreateIndex(
                name: "OneSchedule",
                table: "GoLiveSchedules",
                column: "SiteId",
                unique: true,
                filter: "\"EndedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApprovalComments");

            migrationBuilder.DropTable(
                name: "FreezePeriods");

            migrationBuilder.DropTable(
                name: "GoLiveSchedules");

            migrationBuilder.DropIndex(
                name: "OneApproval",
                table: "Approvals");

            migrationBuilder.DropColumn(
                name: "RequestId",
                table: "Approvals");

            migrationBuilder.DropColumn(
                name: "Saw",
                table: "Approvals");

            migrationBuilder.DropColumn(
                name: "DeclinedAt",
                table: "ApprovalRequests");

            migrationBuilder.DropColumn(
                name: "DeclinedBy",
                table: "ApprovalRequests");

            migrationBuilder.DropColumn(
                name: "DeclinedFor",
                table: "ApprovalRequests");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "ApprovalRequests");
        }
    }
}
