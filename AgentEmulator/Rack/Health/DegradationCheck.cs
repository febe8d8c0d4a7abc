using System.Globalization;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;

namespace AgentEmulator.Rack.Health;

/// <summary>Looks for what gets worse on a board that still passes: activation time, signal, memory, flash wear.</summary>
internal static class DegradationCheck
{
    /// <summary>Latest results whose median is looked at: one odd cycle says nothing.</summary>
    private const int Window = 10;

    private const double NearTheEnd = 0.8;

    /// <summary>What is new: degraded, or good again.</summary>
    public static IReadOnlyList<RackEventData> Changes(BoardState board, HealthPolicy policy)
    {
        var changes = new List<RackEventData>();
        foreach (var (reason, evidence) in Look(board, policy))
        {
            if (evidence is not null && !board.Degraded.ContainsKey(reason))
                changes.Add(new BoardDegraded(reason, evidence));
            else if (evidence is null && board.Degraded.ContainsKey(reason))
                changes.Add(new BoardRecovered(reason));
        }

        return changes;
    }

    /// <summary>Evidence when the board has been degraded for longer than it may, or its flash is at its end; else null.</summary>
    public static string? Persistent(BoardState board, HealthPolicy policy)
    {
        if (IsWornOut(board, policy))
            return $"Its flash is worn out: sector {board.Flash!.WorstSector} was erased {board.Flash.WorstSectorErases} times and is made for {policy.FlashEndurance}.";
        foreach (var (reason, evidence) in Look(board, policy))
        {
            // Wear never gets better: being near the end is told, the end itself is what counts.
            if (evidence is not null && reason != DegradedReason.FlashWorn && board.Degraded.GetValueOrDefault(reason) is { } since
                && board.LastCycle - since.SinceCycle >= policy.DegradedCycles)
                return $"{reason} since cycle {since.SinceCycle}: {evidence}";
        }

        return null;
    }

    /// <summary>What is still bad about the last cycle alone; null when nothing is.</summary>
    public static string? OfLastCycle(BoardState board, HealthPolicy policy)
    {
        var last = board.Recent[^1];
        if (IsWornOut(board, policy))
            return "its flash is worn out";
        if (last.Rssi < policy.WeakSignalDbm)
            return Text($"its signal was {last.Rssi} dBm, below {policy.WeakSignalDbm} dBm");
        if (last.HeapSlope < -policy.HeapLossPerHour)
            return Text($"production firmware lost {-last.HeapSlope:0} bytes of heap an hour");
        return board.FirstActivations.Count == BoardState.FirstCount
            && last.ActivationMs > Median([.. board.FirstActivations.Select(t => (double)t)]) * policy.SlowFactor
            ? Text($"its activation took {last.ActivationMs / 1000.0:0.0} s")
            : null;
    }

    private static bool IsWornOut(BoardState board, HealthPolicy policy) => board.Flash is { } flash && flash.WorstSectorErases >= policy.FlashEndurance;

    private static IEnumerable<(string Reason, string? Evidence)> Look(BoardState board, HealthPolicy policy)
    {
        yield return (DegradedReason.ActivationSlow, Slow(board, policy));
        yield return (DegradedReason.SignalWeak, Weak(board, policy));
        yield return (DegradedReason.HeapFalling, Falling(board, policy));
        yield return (DegradedReason.FlashWorn, board.Flash is { } flash && flash.WorstSectorErases >= NearTheEnd * policy.FlashEndurance
            ? $"sector {flash.WorstSector} was erased {flash.WorstSectorErases} times and is made for {policy.FlashEndurance}"
            : null);
    }

    private static string? Slow(BoardState board, HealthPolicy policy)
    {
        if (board.FirstActivations.Count < BoardState.FirstCount)
            return null;
        var first = Median([.. board.FirstActivations.Select(t => (double)t)]);
        return Latest(board, r => r.ActivationMs) is { } latest && latest > first * policy.SlowFactor
            ? Text($"its latest {Window} activations took {latest / 1000:0.0} s (median), its first {BoardState.FirstCount} {first / 1000:0.0} s")
            : null;
    }

    private static string? Weak(BoardState board, HealthPolicy policy) =>
        Latest(board, r => r.Rssi) is { } rssi && rssi < policy.WeakSignalDbm
            ? Text($"its latest {Window} signals were {rssi:0} dBm (median), below {policy.WeakSignalDbm} dBm")
            : null;

    private static string? Falling(BoardState board, HealthPolicy policy) =>
        Latest(board, r => r.HeapSlope) is { } slope && slope < -policy.HeapLossPerHour
            ? Text($"in its latest {Window} cycles production firmware lost {-slope:0} bytes of heap an hour (median), more than {policy.HeapLossPerHour}")
            : null;

    /// <summary>Median of the latest values; null while there are too few.</summary>
    private static double? Latest(BoardState board, Func<CycleResult, double?> value)
    {
        var values = board.Recent.Select(value).OfType<double>().TakeLast(Window).ToList();
        return values.Count < Window ? null : Median(values);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
