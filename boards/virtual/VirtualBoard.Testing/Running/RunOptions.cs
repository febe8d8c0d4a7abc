using VirtualBoard.Boards;
using VirtualBoard.Testing.Discovery;

namespace VirtualBoard.Testing.Running;

/// <summary>What a run is made on.</summary>
/// <param name="Board">Kind of board.</param>
/// <param name="Seed">Seed of everything that happens by chance in the run.</param>
/// <param name="TimeLimit">Board time that a test, or a class's setup, may take.</param>
internal sealed record RunOptions(BoardDefinition Board, ulong Seed, TimeSpan TimeLimit)
{
    /// <summary>Board time after which a thread that is busy without ever waiting resets the board; null (default) for no watchdog.</summary>
    public TimeSpan? Watchdog { get; init; }

    /// <summary>Limits of single tests, by <see cref="TestCase.Uid"/>; <see cref="TimeLimit"/> holds for the others.</summary>
    public IReadOnlyDictionary<string, TimeSpan> TestLimits { get; init; } = new Dictionary<string, TimeSpan>();

    public TimeSpan LimitOf(TestCase? test) => test is not null && TestLimits.TryGetValue(test.Uid, out var limit) ? limit : TimeLimit;
}
