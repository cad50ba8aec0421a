using LiveTraffic.Gateway;
using Portal;
using Portal.Accounts;
using Portal.Cli;
using Portal.Components;
using Portal.Glue;
using Portal.Security;

if (OnboardCommand.Matches(args)) return await OnboardCommand.RunAsync(args);

var builder = PortalBuilder.Create(args);
builder.AddPortalSettings();
builder.Services.AddAccounts();
builder.Services.AddPortalFrame();
builder.AddSites();

var app = builder.Build();
await AccountsStore.PrepareAsync(app.Services);
await app.PrepareSitesAsync();
if (args is [CreateAdmin.Command, ..]) return await CreateAdmin.RunAsync(app.Services, args);

app.UseSecurityHeaders();
app.KeepHospitalLinksPrivate();
app.RefuseForeignOrigins();
app.UseFriendlyErrors();
app.UseRateLimiter();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapAccounts();
app.MapJwks();
app.MapCodeMapDownloads();
app.MapReports();
app.MapLoadTests();
app.MapLiveTraffic();
app.MapHospitalLinks();
app.MapPages();
await app.RunAsync();
return 0;
