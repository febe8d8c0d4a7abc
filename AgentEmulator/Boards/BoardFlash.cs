using AgentEmulator.Cli;
using VirtualBoard.Flash;

namespace AgentEmulator.Boards;

/// <summary>The flash of a virtual board, in memory or in a file.</summary>
internal static class BoardFlash
{
    /// <summary>Opens the file, which is made when absent.</summary>
    /// <param name="file">Null for memory, which is null again.</param>
    /// <param name="size">Size of the board's flash.</param>
    /// <exception cref="EnvironmentFailureException">The file cannot be used; the message says why.</exception>
    public static FileFlashContents? Open(string? file, int size)
    {
        if (file is null)
            return null;
        try
        {
            return new FileFlashContents(file, size);
        }
        catch (FlashFileException e)
        {
            throw new EnvironmentFailureException(e.Message, e);
        }
    }
}
