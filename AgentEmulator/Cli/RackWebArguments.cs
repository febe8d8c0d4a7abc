using System.CommandLine;
using AgentEmulator.Hosting;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentEmulator.Cli;

/// <summary>The options of a command that serves the web page of soak runs.</summary>
internal sealed class RackWebArguments
{
    private const string None = "none";

    /// <param name="word">What <c>none</c> and no option at all mean to the command.</param>
    public RackWebArguments(string word) => Url = new Option<string?>("--web")
    {
        Description = $"Where to serve the web page of soak runs, for instance http://127.0.0.1:5083; {word}",
        HelpName = "URL",
    };

    public Option<string?> Url { get; }

    public Option<FileInfo?> TokenFile { get; } = new("--token-file")
    {
        Description = "File with the access token that the web page demands. Without it a page beyond loopback has one made up and printed.",
        HelpName = "FILE",
    };

    /// <summary>The option that names the folder of journals.</summary>
    public static Option<DirectoryInfo> JournalFolder() => new("--journal")
    {
        Description = "Folder of the runs' journals.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => new DirectoryInfo(RunFolder.DefaultPath),
    };

    /// <summary>What the user asked for; null for no page.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="runs">Folder of the journals.</param>
    /// <param name="fallback">URL when none is given; null for no page then.</param>
    /// <exception cref="UsageException">The URL or the token is of no use.</exception>
    public RackWebStart? Read(ParseResult parsed, RunFolder runs, string? fallback)
    {
        var given = parsed.GetValue(Url) ?? fallback;
        var tokenFile = parsed.GetValue(TokenFile);
        if (given is null or None)
            return tokenFile is null ? null : throw new UsageException("--token-file is for a web page and needs --web URL.");
        if (!Uri.TryCreate(given, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.PathAndQuery != "/")
            throw new UsageException($"--web \"{given}\" is no address to listen on; write for instance http://127.0.0.1:5083.");
        return new RackWebStart(url.GetLeftPart(UriPartial.Authority), runs, Run: null, AccessToken.For(url, tokenFile));
    }
}

/// <summary>A web page of soak runs that is about to be started.</summary>
/// <param name="Url">URL to listen on.</param>
/// <param name="Runs">Folder of the journals.</param>
/// <param name="Run">The one run to show; null for all of the folder.</param>
/// <param name="Token">Null on loopback.</param>
internal sealed record RackWebStart(string Url, RunFolder Runs, string? Run, AccessToken? Token)
{
    /// <exception cref="EnvironmentFailureException">The address cannot be listened on.</exception>
    public async Task<RackWeb> StartAsync(TimeProvider time)
    {
        try
        {
            var options = new RackWebOptions { Url = Url, Runs = Runs, Run = Run, Token = Token?.Value };
            return await RackWeb.StartAsync(options, time, NullLoggerFactory.Instance);
        }
        catch (ServiceAddressException e)
        {
            throw new EnvironmentFailureException($"{e.Message}\nChoose another address with --web, or stop what uses this one.", e);
        }
    }

    /// <summary>Where it is and how to get in; the one place that shows a token, and only one that nobody else could know.</summary>
    public string Describe(RackWeb web) => Token switch
    {
        null => Reachable(web.Address),
        { Made: true } => $"{Reachable(web.Address)}/?token={Token.Value}",
        _ => $"{Reachable(web.Address)}  (access token: the one in your file)",
    };

    /// <summary>Nobody can open an address that means all of this computer's: its name stands for them.</summary>
    private static string Reachable(string address)
    {
        var url = new Uri(address);
        return url.Host is "0.0.0.0" or "[::]" ? $"http://{Environment.MachineName}:{url.Port}" : address;
    }
}
