using VirtualBoard.Boards;

namespace VirtualBoard.Testing.Platform;

/// <summary>The boards a test program can run on: the board files that the build copied beside it.</summary>
internal sealed class BoardCatalog(string folder)
{
    public const string DefaultBoard = "esp32-devkitc-v4";

    /// <summary>Names of the boards, sorted.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(folder)
        ? [.. Directory.GetDirectories(folder).Where(d => File.Exists(FileOf(d))).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Says why a board cannot be used; null when it can.</summary>
    public string? Refusal(string name)
    {
        if (!Names.Contains(name, StringComparer.Ordinal))
            return $"There is no board '{name}'. Boards: {(Names.Count == 0 ? $"none in {folder}" : string.Join(", ", Names))}.";
        try
        {
            Load(name);
            return null;
        }
        catch (BoardDefinitionException e)
        {
            return e.Message;
        }
    }

    /// <exception cref="BoardDefinitionException">Its file is wrong.</exception>
    public BoardDefinition Load(string name) => BoardDefinition.Load(FileOf(Path.Combine(folder, name)));

    private static string FileOf(string board) => Path.Combine(board, "board.json");
}
