using System.CommandLine;
using AgentEmulator.Activation;
using AgentEmulator.Boards;
using VirtualBoard.Boards;

namespace AgentEmulator.Cli;

/// <summary>The options that say what a board is provisioned with, shared by the commands that provision.</summary>
internal sealed class ProvisionOptions
{
    private const string PasswordVariable = "NF_FACTORY_PASSWORD";
    private const int LongestSsid = 32;

    private readonly Option<string?> _host = new("--host")
    {
        Description = $"IPv4 address of this computer at which the board reaches it; the gateway is then http://ADDRESS:{HostAddress.FirstPort + 2}, where `serve --urls http://ADDRESS:{HostAddress.FirstPort}` has it. Default: this computer's address in its network, if it has one only.",
        HelpName = "ADDRESS",
    };

    private readonly Option<string?> _gateway = new("--gateway") { Description = "Base URL of a device gateway elsewhere, instead of --host.", HelpName = "URL" };

    private readonly Option<string?> _ssid = new("--factory-ssid") { Description = "The factory's WiFi, which the board joins first. Needed for boards with WiFi.", HelpName = "SSID" };

    private readonly Option<string?> _password = new("--factory-password")
    {
        Description = $"Its password. Other users of this computer can see it while the command runs; rather use --factory-password-file or the environment variable {PasswordVariable}. An open network has none.",
        HelpName = "P",
    };

    private readonly Option<FileInfo?> _passwordFile = new("--factory-password-file") { Description = "File with the password in its first line.", HelpName = "FILE" };

    private readonly Option<FileInfo> _secret = new("--factory-secret")
    {
        Description = "File with the secret that board keys are derived from, the same as for `serve`; made when absent.",
        HelpName = "FILE",
        DefaultValueFactory = _ => FactorySecretFile.Default,
    };

    private readonly Option<FileInfo?> _ca = new("--ca") { Description = "CA certificate of an https gateway, in PEM.", HelpName = "FILE" };

    private readonly Option<bool> _fresh = new("--fresh") { Description = "Delete what the firmware has stored, so that the board starts as a new one." };

    /// <summary>The options, for a command's list.</summary>
    public IReadOnlyList<Option> All => [_host, _gateway, _ssid, _password, _passwordFile, _secret, _ca, _fresh];

    /// <summary>Those that make sense where this computer is the gateway.</summary>
    public IReadOnlyList<Option> ForThisComputer => [_host, _ssid, _password, _passwordFile, _secret, _fresh];

    /// <summary>The factory secret's file.</summary>
    public FileInfo SecretFile(ParseResult parsed) => parsed.GetValue(_secret)!;

    /// <summary>What <c>--host</c> says; null without.</summary>
    public string? Host(ParseResult parsed) => parsed.GetValue(_host);

    /// <summary>Whether the user said anything that only matters for provisioning.</summary>
    public bool IsAsked(ParseResult parsed) =>
        new Option[] { _host, _gateway, _ssid, _ca, _fresh }.Any(o => parsed.GetResult(o) is { Implicit: false });

    /// <summary>Reads the options for a board.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="board">The board.</param>
    /// <param name="gateway">The gateway when it is known already; else that of the options.</param>
    /// <exception cref="UsageException">Something is missing or makes no sense.</exception>
    public ProvisionRequest Read(ParseResult parsed, BoardDefinition board, string? gateway = null)
    {
        if (parsed.GetValue(_gateway) is not null && parsed.GetValue(_host) is not null)
            throw new UsageException("--gateway and --host both say where the gateway is; give one of them.");
        var wifi = Wifi(parsed);
        if (board.Network is WifiNetwork && wifi is null)
            throw new UsageException($"{board.Name} reaches its gateway over WiFi: give the factory's network with --factory-ssid, and its password with --factory-password-file.");
        return new ProvisionRequest(
            gateway ?? Gateway(parsed),
            FactorySecretFile.Read(parsed.GetValue(_secret)!),
            wifi,
            Certificate(parsed.GetValue(_ca)),
            parsed.GetValue(_fresh));
    }

    private string Gateway(ParseResult parsed)
    {
        if (parsed.GetValue(_gateway) is not { } text)
            return HostAddress.Gateway(HostAddress.Choose(parsed.GetValue(_host)));
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/" && url.Fragment.Length == 0
            ? url.GetLeftPart(UriPartial.Authority)
            : throw new UsageException($"--gateway \"{text}\" is no base URL; write for instance http://192.168.1.10:5082.");
    }

    /// <summary>The factory's WiFi; null when the user named none.</summary>
    /// <exception cref="UsageException">Name or password cannot be.</exception>
    public WifiCredentials? Wifi(ParseResult parsed)
    {
        var password = Password(parsed);
        if (parsed.GetValue(_ssid) is not { } ssid)
        {
            return parsed.GetResult(_password) is { Implicit: false } || parsed.GetValue(_passwordFile) is not null
                ? throw new UsageException("A password of the factory's WiFi was given, but no --factory-ssid.")
                : null;
        }

        if (System.Text.Encoding.UTF8.GetByteCount(ssid) is < 1 or > LongestSsid)
            throw new UsageException($"--factory-ssid has 1 to {LongestSsid} bytes.");
        return password.Length is 0 or (>= 8 and <= 63)
            ? new WifiCredentials(ssid, password)
            : throw new UsageException("The password of the factory's WiFi has 8 to 63 characters, or is empty for an open network.");
    }

    private string Password(ParseResult parsed)
    {
        if (parsed.GetValue(_password) is { } given)
            return given;
        if (parsed.GetValue(_passwordFile) is not { } file)
            return Environment.GetEnvironmentVariable(PasswordVariable) ?? "";
        try
        {
            return File.ReadLines(file.FullName).FirstOrDefault() ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentFailureException($"The password file {file.FullName} cannot be read: {e.Message}", e);
        }
    }

    private static string? Certificate(FileInfo? file)
    {
        if (file is null)
            return null;
        string text;
        try
        {
            text = File.ReadAllText(file.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentFailureException($"The certificate {file.FullName} cannot be read: {e.Message}", e);
        }

        return text.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal)
            ? text
            : throw new UsageException($"{file.FullName} is no certificate in PEM: it has no line -----BEGIN CERTIFICATE-----.");
    }
}
