using System.Globalization;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.State;

namespace AgentEmulator.Cli;

/// <summary>How far a run is, how fast it goes, and when it will end; measured since this process works on it.</summary>
internal sealed class SoakProgress(RunState start)
{
    private readonly long _started = TimeProvider.System.GetTimestamp();

    /// <summary>Share of the plan that is done, 0 to 1.</summary>
    public static double Done(RunState state)
    {
        if (state.Begun is not { } begun)
            return 0;
        if (begun.DurationMs is { } duration)
            return Math.Min(1, state.RackTime.TotalMilliseconds / duration);
        var planned = (long)(begun.CyclesPerBoard ?? 1) * begun.Boards.Count;
        return (double)state.Boards.Sum(b => b.Quarantine is null ? b.LastCycle : begun.CyclesPerBoard ?? 1) / planned;
    }

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_started);

    /// <summary>Rack time per real time.</summary>
    public double Speed(RunState state) => (state.RackTime - start.RackTime) / Elapsed;

    public double CyclesPerSecond(RunState state) => (state.Cycles - start.Cycles) / Elapsed.TotalSeconds;

    /// <summary>Real time to the end; null while it cannot be told.</summary>
    public TimeSpan? Left(RunState state)
    {
        var (before, now) = (Done(start), Done(state));
        return now - before < 0.002 || Elapsed < TimeSpan.FromSeconds(2) ? null : Elapsed * ((1 - now) / (now - before));
    }

    /// <summary>One line of all that.</summary>
    public string Line(RunState state)
    {
        var simulated = state.Begun?.Simulated == true ? string.Create(CultureInfo.InvariantCulture, $", {Speed(state):N0}x real time") : "";
        var left = Left(state) is { } time ? $"; ends in about {Durations.Show(time)}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{100 * Done(state):0.0} %: {state.Cycles:N0} cycles, {state.Failed:N0} failed, {state.Quarantined} boards quarantined; rack time {Durations.Show(state.RackTime)}{simulated}, {CyclesPerSecond(state):0.0} cycles/s{left}");
    }
}
