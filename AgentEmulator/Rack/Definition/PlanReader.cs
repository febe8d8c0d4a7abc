using VirtualBoard.Boards;

namespace AgentEmulator.Rack.Definition;

/// <summary>Reads the objects <c>plan</c> and <c>health</c> of a rack file.</summary>
internal static class PlanReader
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public static SoakPlan Read(DefinitionObject plan)
    {
        var otherwise = new SoakPlan();
        var hasCycles = plan.Has("cycles");
        if (hasCycles == plan.Has("duration"))
            throw plan.Error(hasCycles ? "duration" : "cycles", hasCycles ? "both \"cycles\" and \"duration\"" : "neither \"cycles\" nor \"duration\"", "one of them");
        plan.Has("faults"); // Read with the boards.
        var read = new SoakPlan
        {
            Cycles = hasCycles ? plan.Number("cycles", 1, 10_000_000) : null,
            Duration = hasCycles ? null : plan.Duration("duration", TimeSpan.FromSeconds(1), 10 * Year),
            Pause = plan.Has("pause") ? plan.Duration("pause", TimeSpan.Zero, Year) : otherwise.Pause,
            Every = plan.Has("every") ? plan.Duration("every", TimeSpan.Zero, Year) : otherwise.Every,
            Concurrency = plan.Has("concurrency") ? plan.Number("concurrency", 1, 1000) : otherwise.Concurrency,
            Seed = plan.Has("seed") ? (ulong)plan.Number("seed", 0, int.MaxValue) : otherwise.Seed,
            Patience = plan.Has("patience") ? plan.Duration("patience", TimeSpan.FromSeconds(30), TimeSpan.FromHours(1)) : otherwise.Patience,
            Heartbeats = plan.Has("heartbeats") ? plan.Number("heartbeats", 1, 100) : otherwise.Heartbeats,
        };
        plan.End();
        return read;
    }

    public static HealthPolicy ReadHealth(DefinitionObject health)
    {
        var otherwise = new HealthPolicy();
        var read = new HealthPolicy
        {
            FailureRate = health.Has("failure_rate") ? health.Fraction("failure_rate", 0, 1) : otherwise.FailureRate,
            Confidence = health.Has("confidence") ? health.Fraction("confidence", 0.5, 0.9999) : otherwise.Confidence,
            MinCycles = Number(health, "min_cycles", 1, 50, otherwise.MinCycles),
            ConsecutiveFailures = Number(health, "consecutive_failures", 1, 1000, otherwise.ConsecutiveFailures),
            MissingTimes = Number(health, "missing_times", 1, 1000, otherwise.MissingTimes),
            MissingRetry = Span(health, "missing_retry", otherwise.MissingRetry),
            Recheck = Span(health, "recheck", otherwise.Recheck),
            ReleaseAfter = Number(health, "release_after", 1, 1000, otherwise.ReleaseAfter),
            DegradedCycles = Number(health, "degraded_cycles", 0, 1_000_000, otherwise.DegradedCycles),
            SlowFactor = health.Has("slow_factor") ? health.Fraction("slow_factor", 1, 100) : otherwise.SlowFactor,
            WeakSignalDbm = health.Has("weak_signal_dbm") ? -health.NegativeNumber("weak_signal_dbm", 10, 100) : otherwise.WeakSignalDbm,
            HeapLossPerHour = Number(health, "heap_loss_per_hour", 1, int.MaxValue, otherwise.HeapLossPerHour),
            FlashEndurance = Number(health, "flash_endurance", 1, int.MaxValue, otherwise.FlashEndurance),
            FlashErasesPerCycle = Number(health, "flash_erases_per_cycle", 1, int.MaxValue, otherwise.FlashErasesPerCycle),
        };
        health.End();
        return read;
    }

    /// <summary>Reads a span of time.</summary>
    public static TimeSpan Duration(this DefinitionObject owner, string key, TimeSpan min, TimeSpan max)
    {
        var text = owner.Text(key, Durations.Expected);
        return Durations.TryParse(text) is { } time && time >= min && time <= max
            ? time
            : throw owner.Error(key, $"\"{text}\"", $"{Durations.Expected}, from {Durations.Show(min)} to {Durations.Show(max)}");
    }

    /// <summary>Reads a whole number below zero such as a signal in dBm; gives it without its sign.</summary>
    public static int NegativeNumber(this DefinitionObject owner, string key, int min, int max)
    {
        var value = owner.Fraction(key, -max, -min);
        return value == Math.Floor(value) ? (int)-value : throw owner.Error(key, $"{value}", "a whole number");
    }

    private static int Number(DefinitionObject health, string key, int min, int max, int otherwise) =>
        health.Has(key) ? health.Number(key, min, max) : otherwise;

    private static TimeSpan Span(DefinitionObject health, string key, TimeSpan otherwise) =>
        health.Has(key) ? health.Duration(key, TimeSpan.FromMilliseconds(100), Year) : otherwise;
}
