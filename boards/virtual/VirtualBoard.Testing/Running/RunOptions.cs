using VirtualBoard.Boards;

namespace VirtualBoard.Testing.Running;

/// <summary>What a run is made on.</summary>
/// <param name="Board">Kind of board.</param>
/// <param name="Seed">Seed of everything that happens by chance in the run.</param>
/// <param name="TimeLimit">Board time that a test, or a class's setup, may take.</param>
internal sealed record RunOptions(BoardDefinition Board, ulong Seed, TimeSpan TimeLimit);
