using System.Globalization;
using VirtualBoard.Testing.Discovery;

namespace VirtualBoard.Testing.Platform;

/// <summary>The command that repeats a failure. It runs the whole class, because tests of a class share a board.</summary>
/// <param name="Program">The test program's dll.</param>
/// <param name="Board">Name of the board.</param>
/// <param name="Seed">Seed of the run.</param>
internal sealed record ReplayCommand(string Program, string Board, ulong Seed)
{
    public string For(TestAssembly assembly, TestClass testClass) => string.Create(
        CultureInfo.InvariantCulture,
        $"dotnet \"{Shortest(Program)}\" --board {Board} --seed {Seed} --treenode-filter \"/{assembly.Name}/{testClass.Namespace}/{testClass.Name}/*\"");

    private static string Shortest(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
