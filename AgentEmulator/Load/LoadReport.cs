using System.Globalization;
using System.Text.Json.Nodes;

namespace AgentEmulator.Load;

/// <summary>Half of the values are at most P50, and 99 in a hundred at most P99. In milliseconds.</summary>
internal sealed record Percentiles(double P50, double P99)
{
    public static Percentiles Of(List<double> values)
    {
        if (values.Count == 0)
            return new Percentiles(0, 0);
        values.Sort();
        return new Percentiles(values[values.Count / 2], values[Math.Min(values.Count - 1, values.Count * 99 / 100)]);
    }

    public JsonObject ToJson() => new() { ["p50"] = Math.Round(P50, 3), ["p99"] = Math.Round(P99, 3) };
}

/// <summary>Processor time in microseconds, of the process under load and of the one that loads it.</summary>
internal readonly record struct ProcessorTime(double Server, double Client)
{
    public double Total => Server + Client;

    public ProcessorTime Per(double count) => new(Server / count, Client / count);

    public JsonObject ToJson() => new() { ["server"] = Math.Round(Server, 1), ["client"] = Math.Round(Client, 1) };

    public static ProcessorTime operator +(ProcessorTime one, ProcessorTime other) => new(one.Server + other.Server, one.Client + other.Client);

    public static ProcessorTime operator -(ProcessorTime one, ProcessorTime other) => new(one.Server - other.Server, one.Client - other.Client);
}

/// <summary>What one round found: messages, and the bare endpoint just before and just after them.</summary>
/// <param name="BarePerSecond">
/// Requests per second that the bare Kestrel endpoint answered, in the same process, to the same client, in the same traffic: on as
/// many connections at a time, of senders and of devices.
/// </param>
internal sealed record LoadRound(double MessagesPerSecond, double BarePerSecond)
{
    public double Ratio => BarePerSecond > 0 ? MessagesPerSecond / BarePerSecond : 0;
}

/// <summary>What a load measurement found.</summary>
internal sealed record LoadReport
{
    public required int Devices { get; init; }

    public required int Fixtures { get; init; }

    public required int Senders { get; init; }

    /// <summary>Rates and ratio are the medians of these.</summary>
    public required IReadOnlyList<LoadRound> Rounds { get; init; }

    /// <summary>How long messages were sent, in all rounds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Messages that arrived, both ways: each round trip is one to the agent and one back.</summary>
    public required long Messages { get; init; }

    /// <summary>From sending a message until the agent's answer came through the parked poll.</summary>
    public required Percentiles RoundTrip { get; init; }

    public required long ClaimPolls { get; init; }

    public required Percentiles ClaimPoll { get; init; }

    /// <summary>Requests per second of the bare endpoint on the senders' connections alone, which are always busy.</summary>
    public required double BareAlonePerSecond { get; init; }

    public required double IdleMiB { get; init; }

    public required double ParkedMiB { get; init; }

    public required double LoadedMiB { get; init; }

    public required ProcessorTime PerMessage { get; init; }

    public required ProcessorTime PerBareRequest { get; init; }

    public required IReadOnlyList<string> Errors { get; init; }

    public required double LeastRatio { get; init; }

    public double MessagesPerSecond => Median(round => round.MessagesPerSecond);

    public double BarePerSecond => Median(round => round.BarePerSecond);

    public double Ratio => Median(round => round.Ratio);

    /// <summary>What the ratio would be if processors did nothing else: other work disturbs it less than it does the ratio.</summary>
    public double RatioByProcessorTime => PerMessage.Total > 0 ? PerBareRequest.Total / PerMessage.Total : 0;

    private double Median(Func<LoadRound, double> of) => Rounds.Select(of).Order().ElementAt(Rounds.Count / 2);

    public bool Passed => Errors.Count == 0 && Ratio >= LeastRatio;

    public string ToJson() => new JsonObject
    {
        ["passed"] = Passed,
        ["devices"] = Devices,
        ["fixtures"] = Fixtures,
        ["senders"] = Senders,
        ["seconds"] = Math.Round(Seconds, 3),
        ["messages"] = Messages,
        ["messages_per_s"] = Math.Round(MessagesPerSecond, 1),
        ["bare_kestrel_per_s"] = Math.Round(BarePerSecond, 1),
        ["bare_kestrel_senders_only_per_s"] = Math.Round(BareAlonePerSecond, 1),
        ["ratio"] = Math.Round(Ratio, 3),
        ["ratio_of_rounds"] = new JsonArray([.. Rounds.Select(round => (JsonNode)Math.Round(round.Ratio, 3))]),
        ["least_ratio"] = LeastRatio,
        ["round_trip_ms"] = RoundTrip.ToJson(),
        ["claim_polls"] = ClaimPolls,
        ["claim_poll_ms"] = ClaimPoll.ToJson(),
        ["memory_mib"] = new JsonObject
        {
            ["idle"] = Math.Round(IdleMiB, 1),
            ["parked"] = Math.Round(ParkedMiB, 1),
            ["loaded"] = Math.Round(LoadedMiB, 1),
            ["kib_per_device"] = Math.Round((ParkedMiB - IdleMiB) * 1024 / Math.Max(1, Devices), 1),
        },
        ["ratio_by_processor_time"] = Math.Round(RatioByProcessorTime, 3),
        ["processor_us_per_message"] = PerMessage.ToJson(),
        ["processor_us_per_bare_request"] = PerBareRequest.ToJson(),
        ["errors"] = new JsonArray([.. Errors.Select(e => (JsonNode)e)]),
    }.ToJsonString();

    /// <summary>Lines for a person.</summary>
    public IEnumerable<string> Lines()
    {
        static string N(double number, string format = "N0") => number.ToString(format, CultureInfo.InvariantCulture);
        yield return $"messages      {N(MessagesPerSecond)} per second ({N(Messages)} in {N(Seconds, "0.0")} s, both ways)";
        yield return $"round trip    p50 {N(RoundTrip.P50, "0.00")} ms, p99 {N(RoundTrip.P99, "0.00")} ms ({Senders} at a time)";
        yield return $"bare Kestrel  {N(BarePerSecond)} requests per second in the same traffic, {N(BareAlonePerSecond)} on the senders' connections only";
        yield return $"ratio         {N(Ratio, "0.00")} messages per bare request, the median of {string.Join(", ", Rounds.Select(round => N(round.Ratio, "0.00")))} (at least {N(LeastRatio, "0.00")} is wanted)";
        yield return $"claim polls   {N(ClaimPolls)} by {Fixtures} fixtures, p50 {N(ClaimPoll.P50, "0.00")} ms, p99 {N(ClaimPoll.P99, "0.00")} ms";
        yield return $"memory        {N(IdleMiB)} MiB idle, {N(ParkedMiB)} MiB with {N(Devices)} devices parked, {N(LoadedMiB)} MiB under load";
        yield return $"processor     {N(PerMessage.Server, "0.0")} us of the server and {N(PerMessage.Client, "0.0")} us of the client per message, {N(PerBareRequest.Server, "0.0")} and {N(PerBareRequest.Client, "0.0")} us per bare request: {N(RatioByProcessorTime, "0.00")}";
        foreach (var error in Errors.Take(5))
            yield return $"error         {error}";
    }
}
