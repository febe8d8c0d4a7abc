using System.Globalization;
using VirtualBoard;

namespace AgentEmulator.Exploration.Storms;

/// <summary>What goes wrong in one simulation, drawn as a whole from its seed: many seeds differ in kind and not only in detail.</summary>
/// <remarks>
/// Each kind of fault is absent in half of the seeds. Faults of everything at once hide each other: a board that never connects meets no
/// doubled answer. Rates are mean times between faults.
/// </remarks>
internal sealed record StormPlan
{
    /// <summary>How long faults go on. 1 to 8 minutes.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>Mean time between power cuts of a board; null for none.</summary>
    public required TimeSpan? Cuts { get; init; }

    /// <summary>Mean time between failures of the mains, which all boards hang on; null for none.</summary>
    public required TimeSpan? MainsFailures { get; init; }

    /// <summary>Of the cuts, those aimed at the next flash operation of the board instead of at a moment.</summary>
    public required double CutsInFlash { get; init; }

    /// <summary>Longest time without power.</summary>
    public required TimeSpan LongestOutage { get; init; }

    /// <summary>Mean time between failures of an access point; null for none.</summary>
    public required TimeSpan? WifiDrops { get; init; }

    /// <summary>Mean time between spells of weak signal; null for none.</summary>
    public required TimeSpan? WeakSignal { get; init; }

    /// <summary>Mean time between spells without DHCP; null for none.</summary>
    public required TimeSpan? DhcpDelays { get; init; }

    /// <summary>Mean time between spells without internet behind the access points; null for none.</summary>
    public required TimeSpan? InternetOutages { get; init; }

    /// <summary>Share of requests that are lost, of answers that are lost, and of requests that arrive twice.</summary>
    public required double LostRequests { get; init; }

    public required double LostAnswers { get; init; }

    public required double DoubledRequests { get; init; }

    /// <summary>Longest delay of the impCloud's answers; null for none.</summary>
    public required TimeSpan? CloudLatency { get; init; }

    /// <summary>Mean time between failures of the impCloud's token requests; null for none.</summary>
    public required TimeSpan? CloudFailures { get; init; }

    /// <summary>Mean time between failures of the device gateway; null for none.</summary>
    public required TimeSpan? GatewayFailures { get; init; }

    /// <summary>Token requests that are allowed in a minute; null for no limit.</summary>
    public required int? TokenLimit { get; init; }

    /// <summary>Lifetime of tokens; null for the usual ten minutes.</summary>
    public required TimeSpan? TokenLifetime { get; init; }

    /// <summary>Mean time between moves of agents; null for none.</summary>
    public required TimeSpan? AgentMoves { get; init; }

    /// <summary>Mean time between steps of a board's clock; null for none.</summary>
    public required TimeSpan? ClockSteps { get; init; }

    /// <summary>Mean time between bits that flip in the flash of a board; null for none.</summary>
    public required TimeSpan? BitFlips { get; init; }

    /// <summary>Draws a plan.</summary>
    /// <param name="seed">Seed of the simulation.</param>
    public static StormPlan Draw(ulong seed)
    {
        var random = RandomStream.For(seed, "storm");
        TimeSpan Between(double least, double most) => random.Next(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));
        TimeSpan? Maybe(double least, double most) => random.Next(2) == 0 ? null : Between(least, most);
        double Share(double most) => random.Next(2) == 0 ? 0 : random.NextDouble() * most;
        return new StormPlan
        {
            Length = Between(60, 480),
            Cuts = Maybe(8, 120),
            MainsFailures = random.Next(4) == 0 ? Between(20, 180) : null,
            CutsInFlash = random.NextDouble(),
            LongestOutage = random.Next(4) == 0 ? TimeSpan.FromMinutes(15) : TimeSpan.FromSeconds(10),
            WifiDrops = Maybe(10, 120),
            WeakSignal = Maybe(10, 120),
            DhcpDelays = Maybe(10, 120),
            InternetOutages = Maybe(20, 180),
            LostRequests = Share(0.2),
            LostAnswers = Share(0.2),
            DoubledRequests = Share(0.2),
            CloudLatency = Maybe(0.1, 15),
            CloudFailures = Maybe(5, 60),
            GatewayFailures = Maybe(5, 60),
            TokenLimit = random.Next(4) == 0 ? 1 + random.Next(6) : null,
            TokenLifetime = Maybe(1, 60),
            AgentMoves = Maybe(10, 120),
            ClockSteps = Maybe(10, 120),
            BitFlips = random.Next(4) == 0 ? Between(10, 120) : null,
        };
    }

    /// <summary>The faults that the plan has, in words.</summary>
    public override string ToString()
    {
        var parts = new List<string> { $"{Seconds(Length)} of faults" };
        void Every(string what, TimeSpan? mean)
        {
            if (mean is { } time)
                parts.Add($"{what} every {Seconds(time)}");
        }

        void Share(string what, double share)
        {
            if (share > 0)
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{share:0%} {what}"));
        }

        Every("power cuts", Cuts);
        Every("mains failure", MainsFailures);
        Every("access points off", WifiDrops);
        Every("weak signal", WeakSignal);
        Every("no DHCP", DhcpDelays);
        Every("no internet", InternetOutages);
        Share("requests lost", LostRequests);
        Share("answers lost", LostAnswers);
        Share("requests doubled", DoubledRequests);
        if (CloudLatency is { } latency)
            parts.Add($"impCloud slow by up to {Seconds(latency)}");
        Every("token requests fail", CloudFailures);
        Every("gateway fails", GatewayFailures);
        if (TokenLimit is { } limit)
            parts.Add($"{limit} token requests a minute");
        if (TokenLifetime is { } lifetime)
            parts.Add($"tokens live {Seconds(lifetime)}");
        Every("agents move", AgentMoves);
        Every("clock steps", ClockSteps);
        Every("flash bits flip", BitFlips);
        return string.Join(", ", parts);
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
