using EhrAdapters;
using EhrAdapters.SignIn;
using Onboarding.Secrets;

namespace Onboarding.SiteFiles;

/// <summary>Reads how a site signs in, and its secret from where the file says it lies.</summary>
internal sealed class SignInReader(string folder, EhrEnvironment? environment, Func<string, string?> environmentVariable)
{
    private static readonly string[] Algorithms = [SigningKeys.Rs384, SigningKeys.Es384];
    private static readonly string[] KeySources = ["privateKeyFile", "privateKey"];
    private static readonly string[] SecretSources = ["secretFile", "secretEnv", "secret"];

    public (SignInSettings Settings, SecretInput? Secret) Read(KeyReader? signIn)
    {
        if (signIn is null)
            return (new(), null);
        var method = signIn.Word<SignInMethod>("method", required: true);
        var settings = new SignInSettings
        {
            Method = method ?? SignInMethod.None,
            ClientId = signIn.Text("clientId"),
            KeyId = signIn.Text("keyId"),
            Algorithm = signIn.Word("algorithm", Algorithms) ?? SigningKeys.Rs384,
            TokenUrl = signIn.Address("tokenUrl"),
            Audience = signIn.Text("audience"),
            Scopes = signIn.Texts("scopes"),
        };
        return (settings, method is { } known ? Secret(signIn, known, settings) : null);
    }

    private SecretInput? Secret(KeyReader signIn, SignInMethod method, SignInSettings settings)
    {
        var sources = method switch
        {
            SignInMethod.None => [],
            SignInMethod.PrivateKeyJwt => KeySources,
            SignInMethod.ClientSecretBasic or SignInMethod.ClientSecretPost => SecretSources,
        };
        foreach (var stray in KeySources.Concat(SecretSources).Except(sources).Where(signIn.Has))
            signIn.Mistake(stray, $"is not used by the method {Json.Word(method)}; take one of the two out");
        var given = sources.Where(signIn.Has).ToList();
        if (given.Count > 1)
            signIn.Mistake(given[1], $"stands beside {signIn.At(given[0])}; give only one");
        if (given.Count == 0 && sources.Length > 0)
            signIn.Mistake(sources[0], $"is missing: the method {Json.Word(method)} needs {(method is SignInMethod.PrivateKeyJwt ? "a private key" : "a client secret")}");
        if (given.Count != 1 || Value(signIn, given[0]) is not { } secret)
            return null;
        return method is SignInMethod.PrivateKeyJwt
            ? new SecretInput.PrivateKey(secret, settings.Algorithm, settings.KeyId)
            : new SecretInput.ClientSecret(secret);
    }

    private string? Value(KeyReader signIn, string source)
    {
        if (signIn.Text(source) is not { } text)
            return null;
        switch (source)
        {
            case "privateKeyFile" or "secretFile":
                return FromFile(signIn, source, text);
            case "secretEnv":
                if (environmentVariable(text) is { Length: > 0 } value)
                    return value;
                signIn.Mistake(source, $"the environment variable {text} is not set");
                return null;
            default:
                if (environment is EhrEnvironment.Simulator)
                    return text;
                signIn.Mistake(source, "may stand in the file for a simulator only; keep it in a file of its own");
                return null;
        }
    }

    private string? FromFile(KeyReader signIn, string key, string path)
    {
        try
        {
            if (File.ReadAllText(Path.GetFullPath(path, folder)).Trim() is { Length: > 0 } text)
                return text;
            signIn.Mistake(key, $"{path} is empty");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            signIn.Mistake(key, $"{path} cannot be read; paths are relative to the site file");
        }

        return null;
    }
}
