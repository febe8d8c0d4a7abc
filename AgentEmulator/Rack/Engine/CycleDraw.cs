using AgentEmulator.Activation;
using AgentEmulator.Rack.Definition;
using VirtualBoard;

namespace AgentEmulator.Rack.Engine;

/// <summary>What is drawn for a cycle: a function of the run's seed, the board's name and the cycle's number alone.</summary>
internal static class CycleDraw
{
    /// <summary>The order of a cycle.</summary>
    public static CycleOrder Order(ulong seed, BoardSpec board, int cycle, bool recheck)
    {
        var number = cycle.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var draw = RandomStream.For(seed, "soak", board.Name, number);
        // 53 bits: a seed survives tools that read JSON numbers as floating point.
        var cycleSeed = draw.NextUInt64() >> 11;
        var faults = new List<string>();
        foreach (var fault in Fault.All)
        {
            // Each fault has a stream of its own, so that another rate or another fault leaves the rest as it was.
            if (RandomStream.For(seed, "soak", board.Name, number, fault.Name).NextDouble() < board.Faults.GetValueOrDefault(fault.Name))
                faults.Add(fault.Name);
        }

        return new CycleOrder(cycle, cycleSeed, faults, recheck);
    }

    /// <summary>MAC of a virtual board: the one that the rack file gives, else one drawn from seed and name.</summary>
    public static byte[] Mac(ulong seed, BoardSpec board)
    {
        if (board.Mac is { } given)
            return given;
        // Espressif's prefix, so that tools which look at it behave as with a real board.
        var mac = new byte[] { 0x24, 0x0a, 0xc4, 0, 0, 0 };
        RandomStream.For(seed, "soak", board.Name, "mac").Fill(mac.AsSpan(3));
        return mac;
    }
}
