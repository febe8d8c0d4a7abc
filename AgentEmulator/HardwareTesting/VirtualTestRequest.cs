using System.IO.Enumeration;
using VirtualBoard.Boards;
using VirtualBoard.Retargeting;
using VirtualBoard.Testing.Discovery;

namespace AgentEmulator.HardwareTesting;

/// <summary>What to run on virtual boards.</summary>
/// <param name="Assembly">Path of the dll with the tests.</param>
/// <param name="Board">Kind of board.</param>
/// <param name="Seed">Seed of everything that happens by chance.</param>
/// <param name="Nano">nanoFramework version that the tests are for.</param>
/// <param name="Filter">Which tests: part of a name, or a pattern with * and ? for a whole one; null for all.</param>
internal sealed record VirtualTestRequest(string Assembly, BoardDefinition Board, ulong Seed, NanoVersion Nano, string? Filter)
{
    /// <summary>Board time after which a thread that is busy without ever waiting resets the board; null (default) for no watchdog.</summary>
    public TimeSpan? Watchdog { get; init; }

    public bool Wants(TestCase test) =>
        Filter is null ||
        FileSystemName.MatchesSimpleExpression(Filter.AsSpan().ContainsAny('*', '?') ? Filter : $"*{Filter}*", test.Uid, ignoreCase: true);
}
