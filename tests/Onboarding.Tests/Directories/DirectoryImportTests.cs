using System.Net;
using System.Text;
using EhrAdapters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Directories;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Directories;

public sealed class DirectoryImportTests
{
    private const string Source = "https://lists.example/r4.json";
    private readonly Server server = new();

    [Fact]
    public async Task List_at_an_address_is_imported_with_who_when_and_whence()
    {
        await using var bench = await OpenAsync();
        server.Answer = Json(Lists.Oracle);

        var import = await ImportAsync(bench);

        var directory = Assert.Single(await bench.Get<DirectoryStore>().ListAsync(Bench.Cancel));
        Assert.Equal((ImportState.Done, 2, false), (import.State, import.Report!.Entries, import.Report.Again));
        Assert.Equal(("Plain list", Source, 2, "Juno Marrow", bench.Time.GetUtcNow()), (directory.Name, directory.Source, directory.Entries, directory.ImportedBy, directory.ImportedAt));
    }

    [Fact]
    public async Task Import_again_replaces_everything_and_says_what_came_went_and_moved()
    {
        await using var bench = await OpenAsync();
        server.Answer = Json(Lists.Plain(("Stays", "https://stays.example/r4"), ("Moves", "https://old.example/r4"), ("Goes", "https://goes.example/r4"), ("Old name", "https://renamed.example/r4")));
        await ImportAsync(bench);
        server.Answer = Json(Lists.Plain(("Stays", "https://stays.example/r4/"), ("Moves", "https://new.example/r4"), ("Comes", "https://comes.example/r4"), ("New name", "https://renamed.example/r4")));

        var report = (await ImportAsync(bench, name: "Another name")).Report!;

        Assert.True(report.Again);
        Assert.Equal(["Comes"], report.AddedNames);
        Assert.Equal(["Goes"], report.GoneNames);
        Assert.Equal(new MovedEntry("Moves", "https://old.example/r4", "https://new.example/r4"), Assert.Single(report.MovedEntries));
        Assert.Equal("Another name", Assert.Single(await bench.Get<DirectoryStore>().ListAsync(Bench.Cancel)).Name);
        Assert.Equal(0, (await bench.Get<DirectoryIndex>().FindAsync(new("goes"), Bench.Cancel)).Total);
    }

    [Fact]
    public async Task Site_whose_address_moved_or_left_is_named()
    {
        await using var bench = await OpenAsync();
        await SiteAtAsync(bench, "Mover", "https://old.example/r4/");
        await SiteAtAsync(bench, "Leaver", "https://goes.example/R4");
        await SiteAtAsync(bench, "Stayer", "https://stays.example/r4");
        server.Answer = Json(Lists.Plain(("A", "https://stays.example/r4"), ("B", "https://old.example/r4"), ("C", "https://goes.example/r4")));
        await ImportAsync(bench);
        server.Answer = Json(Lists.Plain(("A", "https://stays.example/r4"), ("B", "https://new.example/r4")));

        var sites = (await ImportAsync(bench)).Report!.Sites;

        Assert.Equal([new SiteHint("Leaver", "leaver", null), new SiteHint("Mover", "mover", "https://new.example/r4")], sites);
    }

    [Fact]
    public async Task Refused_list_leaves_the_old_one_as_it_was()
    {
        await using var bench = await OpenAsync();
        server.Answer = Json(Lists.Oracle);
        await ImportAsync(bench);
        server.Answer = Json(Lists.Oracle[..^40]);

        var import = await ImportAsync(bench);

        Assert.Equal((ImportState.Refused, DirectoryRefusals.CutOff.Message), (import.State, import.Note));
        Assert.Equal(2, (await bench.Get<DirectoryIndex>().FindAsync(new("mercy"), Bench.Cancel)).Total);
    }

    [Fact]
    public async Task Redirect_inside_the_host_is_followed()
    {
        await using var bench = await OpenAsync();
        server.Answer = request => request.RequestUri!.AbsolutePath == "/r4.json" ? Moved("/newest.json") : Json(Lists.Oracle)(request);

        Assert.Equal(ImportState.Done, (await ImportAsync(bench)).State);
    }

    [Theory]
    [InlineData("https://elsewhere.example/r4.json", "elsewhere.example")]
    [InlineData("http://lists.example/r4.json", "lists.example")]
    [InlineData("https://169.254.169.254/latest/meta-data", "169.254.169.254")]
    public async Task Redirect_to_another_host_is_shown_and_not_followed(string to, string host)
    {
        await using var bench = await OpenAsync();
        server.Answer = _ => Moved(to);

        var import = await ImportAsync(bench);

        Assert.Equal(ImportState.Refused, import.State);
        Assert.Contains(host, import.Note, StringComparison.Ordinal);
        Assert.Equal(["lists.example"], server.Hosts);
    }

    [Fact]
    public async Task Circle_of_redirects_ends()
    {
        await using var bench = await OpenAsync();
        server.Answer = _ => Moved("/r4.json");

        Assert.Equal(ImportState.Refused, (await ImportAsync(bench)).State);
        Assert.Equal(4, server.Hosts.Count);
    }

    [Fact]
    public async Task Answer_without_a_list_and_answer_without_end_are_told_apart()
    {
        await using var bench = await OpenAsync();
        server.Answer = _ => new(HttpStatusCode.Forbidden);
        Assert.Contains("403", (await ImportAsync(bench)).Note, StringComparison.Ordinal);
        server.Answer = _ => new(HttpStatusCode.OK) { Content = new StreamContent(new Endless()) };

        Assert.Equal(DirectoryRefusals.TooLarge.Message, (await ImportAsync(bench)).Note);
    }

    [Fact]
    public async Task Import_of_a_private_address_is_refused_by_the_guard()
    {
        await using var bench = await Bench.OpenAsync();

        Assert.Equal(DirectoryRefusals.NotReached.Message, (await ImportAsync(bench, source: "https://127.0.0.1:9/list.json")).Note);
    }

    [Fact]
    public async Task Running_import_can_be_stopped_and_changes_nothing()
    {
        await using var bench = await OpenAsync();
        server.Answer = _ => new(HttpStatusCode.OK) { Content = new StreamContent(new Silent()) };
        var imports = bench.Get<DirectoryImports>();
        var started = (await imports.StartAsync(Order(), Bench.Csm, Bench.Cancel)).Value!;
        Assert.Equal("directory-busy", (await imports.StartAsync(Order(), Bench.Csm, Bench.Cancel)).Refusal?.Code);
        var over = imports.EndAsync(started.Id);
        imports.Stop(started.Id, Bench.Csm);
        await over;

        Assert.Equal(ImportState.Stopped, (await imports.LatestAsync(1, Bench.Cancel))[0].State);
        Assert.Empty(await bench.Get<DirectoryStore>().ListAsync(Bench.Cancel));
    }

    [Fact]
    public async Task Silent_server_is_given_up_when_its_time_is_over()
    {
        await using var bench = await OpenAsync();
        server.Answer = _ => new(HttpStatusCode.OK) { Content = new StreamContent(new Silent()) };
        var imports = bench.Get<DirectoryImports>();
        var started = (await imports.StartAsync(Order(), Bench.Csm, Bench.Cancel)).Value!;
        var over = imports.EndAsync(started.Id);
        await server.Asked.Task.WaitAsync(Bench.Cancel);
        bench.Time.Advance(DirectoryLimits.Download + TimeSpan.FromSeconds(1));
        await over;

        Assert.Equal(DirectoryRefusals.TooSlow.Message, (await imports.LatestAsync(1, Bench.Cancel))[0].Note);
    }

    [Fact]
    public async Task Import_that_a_restart_cut_off_is_shown_as_stopped()
    {
        await using var bench = await OpenAsync();
        await using (var db = await bench.DbAsync())
        {
            db.DirectoryImports.Add(new() { Id = Guid.NewGuid(), Name = "Left", Source = Source, State = ImportState.Running, StartedAt = bench.Time.GetUtcNow(), StartedBy = "Juno Marrow" });
            await db.SaveChangesAsync(Bench.Cancel);
        }

        Assert.Equal(ImportState.Stopped, Assert.Single(await bench.Get<DirectoryImports>().LatestAsync(5, Bench.Cancel)).State);
    }

    [Fact]
    public async Task Uploaded_file_is_imported_and_deleted()
    {
        await using var bench = await OpenAsync();
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, Lists.Epic, Bench.Cancel);

        var import = await ImportAsync(bench, file: path);

        Assert.Equal((ImportState.Done, 2), (import.State, import.Report!.Entries));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Directory_removed_a_week_ago_leaves_no_entry_behind()
    {
        await using var bench = await OpenAsync();
        server.Answer = Json(Lists.Oracle);
        await ImportAsync(bench);
        var store = bench.Get<DirectoryStore>();
        await store.RemoveAsync((await store.ListAsync(Bench.Cancel))[0].Id, Bench.Csm, Bench.Cancel);
        bench.Time.Advance(DirectoryLimits.Undo + TimeSpan.FromHours(1));
        server.Answer = Json(Lists.Lantern);
        await ImportAsync(bench, name: "Next", source: "https://next.example/list.json");

        await using var db = await bench.DbAsync();
        Assert.Equal(2, await db.DirectoryEntries.CountAsync(Bench.Cancel));
        Assert.Equal("Next", (await db.Directories.SingleAsync(Bench.Cancel)).Name);
    }

    [Fact]
    public async Task Manager_may_look_but_neither_import_nor_remove()
    {
        await using var bench = await OpenAsync();
        var manager = new Actor("m", "Sorrel Vane", Roles.Manager);
        server.Answer = Json(Lists.Oracle);
        await ImportAsync(bench);
        var store = bench.Get<DirectoryStore>();

        Assert.Equal(Actor.LooksOn, (await bench.Get<DirectoryImports>().StartAsync(Order(), manager, Bench.Cancel)).Refusal);
        Assert.Equal(Actor.LooksOn, (await store.RemoveAsync((await store.ListAsync(Bench.Cancel))[0].Id, manager, Bench.Cancel)).Refusal);
    }

    [Theory]
    [InlineData("", Source, "directory-name")]
    [InlineData("X", "http://lists.example/r4.json", "directory-address")]
    [InlineData("X", "https://user:word@lists.example/r4.json", "directory-address")]
    [InlineData("X", "lists.example", "directory-address")]
    public async Task Order_that_cannot_be_followed_is_refused_at_once(string name, string source, string code)
    {
        await using var bench = await OpenAsync();

        Assert.Equal(code, (await bench.Get<DirectoryImports>().StartAsync(Order() with { Name = name, Source = source }, Bench.Csm, Bench.Cancel)).Refusal?.Code);
        Assert.Empty(server.Hosts);
    }

    private Task<Bench> OpenAsync() => Bench.OpenAsync(services =>
        services.AddSingleton(provider => new DirectoryDownload(() => new Way(server), provider.GetRequiredService<TimeProvider>())));

    private static ImportOrder Order(string name = "Plain list", string source = Source, string? file = null) => new() { Name = name, Source = source, File = file };

    private static async Task<DirectoryImport> ImportAsync(Bench bench, string name = "Plain list", string source = Source, string? file = null)
    {
        var imports = bench.Get<DirectoryImports>();
        var started = await imports.StartAsync(Order(name, source, file), Bench.Csm, Bench.Cancel);
        Assert.Null(started.Refusal);
        await imports.EndAsync(started.Value!.Id);
        return (await imports.LatestAsync(20, Bench.Cancel)).Single(import => import.Id == started.Value.Id);
    }

    private static async Task SiteAtAsync(Bench bench, string name, string url) =>
        await bench.SiteAsync(name, new Connection { Vendor = "fhir-r4", Environment = EhrEnvironment.Production, FhirBaseUrl = new(url) });

    private static Func<HttpRequestMessage, HttpResponseMessage> Json(string body) =>
        _ => new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Moved(string to) => new(HttpStatusCode.Found) { Headers = { Location = new(to, UriKind.RelativeOrAbsolute) } };

    /// <summary>The lists' server in memory.</summary>
    private sealed class Server
    {
        public Func<HttpRequestMessage, HttpResponseMessage> Answer { get; set; } = _ => new(HttpStatusCode.NotFound);

        public List<string> Hosts { get; } = [];

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>One download's way there.</summary>
    private sealed class Way(Server server) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            server.Hosts.Add(request.RequestUri!.Host);
            server.Asked.TrySetResult();
            return Task.FromResult(server.Answer(request));
        }
    }

    /// <summary>White space without end: no list, and no reason to stop but its size.</summary>
    private sealed class Endless : MemoryStream
    {
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            return Task.FromResult(count);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)' ');
            return new(buffer.Length);
        }
    }

    /// <summary>Never says a word.</summary>
    private sealed class Silent : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }
    }
}
