using EhrAdapters;

namespace Portal.Components.Workspace;

/// <summary>The kinds of environment and of sign-in as people read them.</summary>
public static class EnvironmentWords
{
    public static string Word(this EhrEnvironment environment) => environment switch
    {
        EhrEnvironment.Simulator => "Simulator",
        EhrEnvironment.Sandbox => "Vendor sandbox",
        EhrEnvironment.NonProduction => "Non-production",
        EhrEnvironment.Production => "Production",
    };

    public static string Word(this SignInMethod method) => method switch
    {
        SignInMethod.None => "No sign-in, the server is open",
        SignInMethod.PrivateKeyJwt => "Key pair (SMART Backend Services)",
        SignInMethod.ClientSecretBasic => "Client secret, in the header",
        SignInMethod.ClientSecretPost => "Client secret, in the form",
    };
}
