using AgentEmulator.Cli;

namespace AgentEmulator.RealCloud;

/// <summary>Where an impCloud is.</summary>
internal static class CloudAddress
{
    /// <summary>The real one.</summary>
    public const string Real = "https://api.electricimp.com";

    /// <summary>Checks an address given on the command line.</summary>
    /// <exception cref="UsageException">It is none, or would carry the API key unencrypted over a network.</exception>
    public static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.AbsolutePath != "/" || uri.Query.Length > 0)
            throw new UsageException($"--cloud \"{text}\" is no address of an impCloud; write {Real}, or http://127.0.0.1:5080 for the emulator's.");
        if (uri.Scheme == "http" && !uri.IsLoopback)
            throw new UsageException($"--cloud {text}: the API key would cross the network unencrypted. Use https, or http on this computer only.");
        return uri;
    }
}
