namespace VirtualBoard.Flash;

/// <summary>Why a flash file cannot be used.</summary>
public enum FlashFileProblem
{
    /// <summary>Another process, or another board of this one, has it open.</summary>
    Busy,

    /// <summary>The host refuses: no such folder, no permission, no room.</summary>
    Unavailable,

    /// <summary>What is in the file is not a flash of the size asked for.</summary>
    Damaged,
}

/// <summary>A board's flash file cannot be used. The message names the file, what is wrong, and the remedy.</summary>
public sealed class FlashFileException : Exception
{
    internal FlashFileException(
        FlashFileProblem problem, string path, string what, string remedy, Exception? innerException = null)
        : base($"{path}: {what} {remedy}", innerException)
    {
        Problem = problem;
        Path = path;
    }

    /// <summary>Gets the kind of the problem.</summary>
    public FlashFileProblem Problem { get; }

    /// <summary>Gets the file.</summary>
    public string Path { get; }
}
