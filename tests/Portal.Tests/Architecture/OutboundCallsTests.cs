using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using EhrAdapters;
using LiveTraffic;
using Onboarding;
using Xunit;

namespace Portal.Tests.Architecture;

/// <summary>Every call that this product makes goes through the guard: nobody but the library's Http folder makes what connects.</summary>
public sealed class OutboundCallsTests
{
    // Types whose mere making opens a way past the guard.
    private static readonly string[] Connecting =
    [
        "HttpClientHandler", "SocketsHttpHandler", "WinHttpHandler", "WebClient", "HttpWebRequest", "ClientWebSocket", "Socket", "TcpClient", "UdpClient", "SmtpClient", "QuicConnection",
    ];

    // Time servers speak UDP, for which there is no dialer; the guard is asked about the address all the same.
    private static readonly string[] SocketMakers = ["Ourselves/TimeServer.cs"];

    // Mail goes to the one server that the operator's settings name; nothing that a person types in a page leads there.
    private const string MailClient = "SmtpClient";

    [Theory]
    [InlineData(typeof(OnboardingOptions))]
    [InlineData(typeof(LiveTrafficOptions))]
    [InlineData(typeof(PortalBuilder))]
    public void Nobody_above_the_library_makes_what_connects(Type within)
    {
        using var file = new PEReader(File.OpenRead(within.Assembly.Location));
        var made = Made(file.GetMetadataReader()).ToList();

        Assert.DoesNotContain(made, method => Connecting.Contains(method.Type) && method.Name is ".ctor" or "Create" && method.Type is not MailClient);
        // A client is made around a handler, which only the factory hands out; a bare one would bring its own.
        Assert.DoesNotContain(made, method => method is { Type: "HttpClient", Name: ".ctor", Parameters: 0 });
        Assert.DoesNotContain(made, method => method.Name is "AddHttpClient" or "CreateClient");
    }

    [Fact]
    public void Reading_of_what_is_made_sees_a_bare_client()
    {
        using var here = new PEReader(File.OpenRead(typeof(OutboundCallsTests).Assembly.Location));

        // This project's own tests talk to their servers with bare clients.
        Assert.Contains(Made(here.GetMetadataReader()), method => method is { Type: "HttpClient", Name: ".ctor", Parameters: 0 });
    }

    [Fact]
    public void Only_the_outbox_speaks_to_a_mail_server()
    {
        var source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../src"));

        var makers = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains($"new {MailClient}(", StringComparison.Ordinal)).Select(path => Path.GetRelativePath(source, path).Replace('\\', '/'));

        Assert.Equal("Onboarding/Notices/MailPost.cs", Assert.Single(makers));
    }

    [Fact]
    public void In_the_library_only_the_http_folder_makes_what_connects()
    {
        var library = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../src/EhrAdapters"));
        var makers = Directory.EnumerateFiles(library, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(library, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("Http/", StringComparison.Ordinal) && !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal))
            .Where(path => !SocketMakers.Any(maker => path.EndsWith(maker, StringComparison.Ordinal)))
            .Where(path => File.ReadAllText(Path.Combine(library, path)) is var code
                && (Connecting.Any(type => code.Contains($"new {type}(", StringComparison.Ordinal))
                    || code.Replace("new HttpClient(HandlerFactory.Create(", "", StringComparison.Ordinal).Contains("new HttpClient(", StringComparison.Ordinal)));

        Assert.Empty(makers);
    }

    private static IEnumerable<(string Type, string Name, int Parameters)> Made(MetadataReader reader)
    {
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (member.Parent.Kind is HandleKind.TypeReference && member.GetKind() is MemberReferenceKind.Method)
                yield return (reader.GetString(reader.GetTypeReference((TypeReferenceHandle)member.Parent).Name), reader.GetString(member.Name), Parameters(reader, member));
        }
    }

    // ECMA-335 II.23.2.1: the calling convention, then the count.
    private static int Parameters(MetadataReader reader, MemberReference member)
    {
        var signature = reader.GetBlobReader(member.Signature);
        if (signature.ReadSignatureHeader().IsGeneric)
            signature.ReadCompressedInteger();
        return signature.ReadCompressedInteger();
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
