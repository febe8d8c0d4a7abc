using System.Globalization;
using System.Text;
using AgentEmulator.Activation;
using AgentEmulator.Agents;
using AgentEmulator.Events;
using AgentEmulator.RealCloud;

namespace AgentEmulator.Doctor;

/// <summary>Checks a factory's set-up from this computer, one check after the other, and says for each what to do.</summary>
/// <param name="request">What is to be checked.</param>
/// <param name="http">Carries requests; tries again by itself.</param>
/// <param name="air">Looks which networks are here.</param>
/// <param name="time">This computer's clock.</param>
internal sealed class FactoryDoctor(DoctorRequest request, HttpClient http, IWifiScan air, TimeProvider time)
{
    /// <summary>More than this and certificates and token times are misjudged.</summary>
    private static readonly TimeSpan LargestClockError = TimeSpan.FromSeconds(60);

    /// <summary>A fetch and a poll that take longer leave too little of a short-lived token for blessing and reboot (ours).</summary>
    private static readonly TimeSpan LongestRoundTrip = TimeSpan.FromSeconds(10);

    private readonly EnrollClient _enroll = new(http, request.Cloud, request.ApiKey, time);
    private readonly ImpCentralClient _impCentral = new(http, request.Cloud, request.AccessToken, request.Login);

    /// <summary>Makes every check; the results come as they are known.</summary>
    public async IAsyncEnumerable<CheckResult> RunAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        // One token serves the first four: it is shown nowhere and thrown away.
        var fetched = await _enroll.FetchAsync(planId: null, cancel).ConfigureAwait(false);
        yield return Reachable(fetched);
        yield return Clock(fetched);
        yield return Key(fetched);
        yield return await RoundTripAsync(fetched, cancel).ConfigureAwait(false);
        foreach (var result in await GroupsAsync(fetched, cancel).ConfigureAwait(false))
            yield return result;
        yield return await FixtureAsync(fetched, cancel).ConfigureAwait(false);
        yield return await GatewayAsync(cancel).ConfigureAwait(false);
        yield return await NetworkAsync(cancel).ConfigureAwait(false);
    }

    private CheckResult Reachable(CloudAnswer answer) => answer.Status == 0
        ? new CheckResult(FactoryChecks.Cloud, CheckOutcome.Failed, $"{request.Cloud.Authority} does not answer: {answer.Problem}",
            "Check the address, this computer's network, name server, firewall and proxy. For the emulator's own: start it with serve.")
        : new CheckResult(FactoryChecks.Cloud, CheckOutcome.Ok, $"{request.Cloud.Authority} answers");

    private CheckResult Clock(CloudAnswer answer)
    {
        if (answer.ServerTime is not { } server)
            return new CheckResult(FactoryChecks.Clock, CheckOutcome.Skipped, "the impCloud tells no time");
        var error = time.GetUtcNow() - server;
        var text = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(error.TotalSeconds):0} s {(error < TimeSpan.Zero ? "behind" : "ahead of")} the impCloud's");
        return error.Duration() <= LargestClockError
            ? new CheckResult(FactoryChecks.Clock, CheckOutcome.Ok, $"this computer's clock is {text}")
            : new CheckResult(FactoryChecks.Clock, CheckOutcome.Failed, $"this computer's clock is {text}",
                "Set this computer's clock, and let it follow a time server: certificates and the lifetime of tokens are judged by it.");
    }

    private static CheckResult Key(CloudAnswer answer) => answer.Status switch
    {
        201 => new CheckResult(FactoryChecks.Key, CheckOutcome.Ok, "the impCloud accepts it"),
        401 or 403 => new CheckResult(FactoryChecks.Key, CheckOutcome.Failed, answer.Problem!, FailureReason.Advice(FailureReason.ApiKeyRefused)),
        0 => new CheckResult(FactoryChecks.Key, CheckOutcome.Skipped, "the impCloud does not answer"),
        429 => new CheckResult(FactoryChecks.Key, CheckOutcome.Warning, $"not known: the impCloud takes no more requests now ({answer.Problem})",
            string.Create(CultureInfo.InvariantCulture, $"Wait {Math.Max(1, answer.RetryAfter.TotalSeconds):0} s and check again; look for what sends so many requests.")),
        _ => new CheckResult(FactoryChecks.Key, CheckOutcome.Failed, answer.Problem ?? $"status {answer.Status}", FailureReason.Advice(FailureReason.TokenNotAvailable)),
    };

    private async Task<CheckResult> RoundTripAsync(CloudAnswer fetched, CancellationToken cancel)
    {
        if (fetched.Status != 201 || fetched.Body.Text("token_id") is not { } token)
            return new CheckResult(FactoryChecks.Token, CheckOutcome.Skipped, "there is no token");
        var polled = await _enroll.PollAsync(token, cancel).ConfigureAwait(false);
        var took = fetched.Elapsed + polled.Elapsed;
        var finding = string.Create(
            CultureInfo.InvariantCulture,
            $"token {Secrets.Shorten(token)} fetched in {fetched.Elapsed.TotalSeconds:0.000} s, polled in {polled.Elapsed.TotalSeconds:0.000} s");
        if (polled.Status != 200)
            return new CheckResult(FactoryChecks.Token, CheckOutcome.Failed, $"{finding}: {polled.Problem}", FailureReason.Advice(FailureReason.ClaimTimeout));
        return took <= LongestRoundTrip
            ? new CheckResult(FactoryChecks.Token, CheckOutcome.Ok, finding)
            : new CheckResult(FactoryChecks.Token, CheckOutcome.Warning, finding, FailureReason.Advice(FailureReason.TokenExpired));
    }

    private async Task<IReadOnlyList<CheckResult>> GroupsAsync(CloudAnswer fetched, CancellationToken cancel)
    {
        var why = fetched.Status == 0 ? "the impCloud does not answer"
            : !_impCentral.HasAccess ? "log in to impCentral, with --account or --access-token-file, to have device groups checked" : null;
        return why is not null
            ?
            [
                new CheckResult(FactoryChecks.LoadCode, CheckOutcome.Skipped, why),
                new CheckResult(FactoryChecks.Targets, CheckOutcome.Skipped, why),
            ]
            : await new GroupCheck(_impCentral).RunAsync(cancel).ConfigureAwait(false);
    }

    private async Task<CheckResult> FixtureAsync(CloudAnswer fetched, CancellationToken cancel)
    {
        var url = request.FixtureAgent ?? (request.FindFixture && fetched.Status != 0 ? await FindFixtureAsync(cancel).ConfigureAwait(false) : null);
        if (url is null)
            return new CheckResult(FactoryChecks.Fixture, CheckOutcome.Skipped, "give the URL of the fixture's agent, with --fixture-url, to have it checked");
        // Not JSON on purpose: an agent that takes reports refuses it, and nothing is begun.
        var status = await StatusAsync(new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent("doctor", Encoding.UTF8, "text/plain") }, cancel).ConfigureAwait(false);
        return status == 400
            ? new CheckResult(FactoryChecks.Fixture, CheckOutcome.Ok, $"{url.AbsoluteUri} refuses what is no report, with status 400")
            : new CheckResult(FactoryChecks.Fixture, CheckOutcome.Failed,
                status == 0 ? $"{url.AbsoluteUri} does not answer" : $"{url.AbsoluteUri} answers status {status} to what is no report, instead of 400",
                FailureReason.Advice(FailureReason.FixtureNotTold));
    }

    private async Task<Uri?> FindFixtureAsync(CancellationToken cancel)
    {
        var (found, _) = await _impCentral.ListAsync("/v5/devices?filter%5Bdevicegroup.type%5D=factoryfixture_devicegroup", cancel).ConfigureAwait(false);
        return found?.Select(device => device["attributes"].Text("agent_url")).FirstOrDefault(url => url is not null) is { } url
            && Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri : null;
    }

    private async Task<CheckResult> GatewayAsync(CancellationToken cancel)
    {
        if (request.Gateway is not { } gateway)
            return new CheckResult(FactoryChecks.Gateway, CheckOutcome.Skipped, "give the device gateway's address, with --gateway, to have it checked");
        // Unsigned, so it is refused whatever it says; the refusal is the gateway's own.
        var url = new Uri(gateway, "/device/v1/5000000000000000/hello");
        var status = await StatusAsync(new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent("{}", Encoding.UTF8, "application/json") }, cancel).ConfigureAwait(false);
        return status == 401
            ? new CheckResult(FactoryChecks.Gateway, CheckOutcome.Ok, $"{gateway.Authority} refuses an unsigned hello, as it should")
            : new CheckResult(FactoryChecks.Gateway, CheckOutcome.Failed,
                status == 0 ? $"{gateway.Authority} does not answer" : $"{gateway.Authority} answers status {status}: is it the device gateway's address?",
                "Start the gateway with serve, let it listen on an address that boards reach (--urls), and provision boards with that address.");
    }

    private async Task<CheckResult> NetworkAsync(CancellationToken cancel)
    {
        if (request.Network is not { } network)
            return new CheckResult(FactoryChecks.Network, CheckOutcome.Skipped, "give the network that units are programmed for, with --ssid, to have it checked");
        if (network.Refusal() is { } refusal)
            return new CheckResult(FactoryChecks.Network, CheckOutcome.Failed, refusal, FailureReason.Advice(FailureReason.WifiNotConfigured));
        var here = await air.NetworksAsync(cancel).ConfigureAwait(false);
        if (here is null)
        {
            return new CheckResult(FactoryChecks.Network, CheckOutcome.Warning, "this computer cannot look for WiFi networks; SSID and password are possible ones",
                $"See with a phone at the line that \"{network.Ssid}\" is there, takes the password and has internet. Wired and cellular units need no such network.");
        }

        return here.Contains(network.Ssid)
            ? new CheckResult(FactoryChecks.Network, CheckOutcome.Ok, $"\"{network.Ssid}\" is here; whether it takes the password only a board or a phone can tell")
            : new CheckResult(FactoryChecks.Network, CheckOutcome.Failed, $"\"{network.Ssid}\" is not in reach of this computer", FailureReason.Advice(FailureReason.WifiNotFound));
    }

    private async Task<int> StatusAsync(HttpRequestMessage message, CancellationToken cancel)
    {
        using (message)
        {
            try
            {
                using var answer = await http.SendAsync(message, cancel).ConfigureAwait(false);
                return (int)answer.StatusCode;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or Polly.Timeout.TimeoutRejectedException)
            {
                return 0;
            }
        }
    }
}
