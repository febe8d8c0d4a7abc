using System.CommandLine;
using System.Globalization;
using AgentEmulator.Cloud;
using AgentEmulator.Cloud.Storage;

namespace AgentEmulator.Cli;

/// <summary>The options that set the emulated impCloud up, for every command that runs one for others.</summary>
internal sealed class CloudOptionSet
{
    private readonly Option<FileInfo?> _data = DataOption.Create();

    private readonly Option<string> _password = new("--account-password")
    {
        Description = "Password of the impCentral account \"factory\" (factory@example.com): POST /v5/auth.",
        HelpName = "P",
        DefaultValueFactory = _ => new CloudAccount().Password,
    };

    private readonly Option<string> _unblessingKey = new("--unblessing-key")
    {
        Description = "Key that takes devices out of production: header X-Electricimp-Key.",
        HelpName = "K",
        DefaultValueFactory = _ => new CloudAccount().UnblessingKey,
    };

    private readonly Option<string[]> _otherKeys = new("--other-account-key")
    {
        Description = "BlinkUp API key of another account of the same cloud: it gets tokens, which activate none of this account's boards. Repeatable.",
        HelpName = "K",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<double> _tokenLifetime = new("--token-lifetime")
    {
        Description = "Seconds that an enrollment token can be used. The real lifetime is not documented.",
        HelpName = "S",
        DefaultValueFactory = _ => 600,
    };

    private readonly Option<string?> _enrollLimit = new("--enroll-limit")
    {
        Description = "Token requests allowed, as N/S: N in any S seconds; the next ones are answered 429. Default: no limit.",
        HelpName = "N/S",
    };

    private readonly Option<int> _failEnroll = new("--fail-enroll")
    {
        Description = "The next N token requests are answered 503, to see whether an agent tries again.",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<string> _apiLimit = new("--api-limit")
    {
        Description = "impCentral API requests allowed, as N/S: N in any S seconds; the next ones are answered 429.",
        HelpName = "N/S",
        DefaultValueFactory = _ => "1000/10",
    };

    public CloudOptionSet()
    {
        _tokenLifetime.TakesNumber(seconds => seconds is > 0 and <= 86_400, "a number of seconds above 0 and up to 86400");
        _failEnroll.TakesWhole(0);
    }

    public void AddTo(Command command)
    {
        Option[] options = [_data, _password, _unblessingKey, _otherKeys, _tokenLifetime, _enrollLimit, _failEnroll, _apiLimit];
        foreach (var option in options)
            command.Options.Add(option);
    }

    /// <summary>Applies what was given.</summary>
    /// <exception cref="UsageException">A value makes no sense.</exception>
    public CloudOptions Apply(ParseResult parsed, CloudOptions options)
    {
        var changed = options with
        {
            Account = options.Account with { Password = parsed.GetValue(_password)!, UnblessingKey = parsed.GetValue(_unblessingKey)! },
            OtherAccountApiKeys = parsed.GetValue(_otherKeys)!,
            TokenLifetime = TimeSpan.FromSeconds(parsed.GetValue(_tokenLifetime)),
            EnrollLimit = parsed.GetValue(_enrollLimit) is { } limit ? Limit("--enroll-limit", limit) : null,
            ApiLimit = Limit("--api-limit", parsed.GetValue(_apiLimit)!),
        };
        try
        {
            changed.Validate();
            return changed;
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--account-password, --unblessing-key and --other-account-key must not be empty, nor another account's key that of this one: {e.Message}.", e);
        }
    }

    public int FailedEnrolls(ParseResult parsed) => parsed.GetValue(_failEnroll);

    /// <summary>Opens the file of --data; null without one. As <see cref="DataOption.Open"/>.</summary>
    public ICloudStore? OpenStore(ParseResult parsed) => DataOption.Open(parsed, _data);

    private static RequestLimit Limit(string option, string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var permits)
            && double.TryParse(parts[1], CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86_400
                ? new RequestLimit(permits, TimeSpan.FromSeconds(seconds))
                : throw new UsageException($"{option} \"{text}\" is no limit; write for instance 100/10: 100 requests in any 10 seconds.");
    }
}
