namespace VirtualBoard.Boards;

/// <summary>A board file, or another file that is read by <see cref="DefinitionObject"/>, is wrong. The message names the file, the place in it, what was found and what is expected.</summary>
public sealed class BoardDefinitionException : Exception
{
    internal BoardDefinitionException(
        string file, string jsonPath, int? line, string what, Exception? innerException = null)
        : base($"{file}{(line is null ? string.Empty : $"({line})")}: {jsonPath}: {what}", innerException)
    {
        File = file;
        JsonPath = jsonPath;
        Line = line;
    }

    /// <summary>Gets the file.</summary>
    public string File { get; }

    /// <summary>Gets the place, such as <c>$.partitions[2].offset</c>.</summary>
    public string JsonPath { get; }

    /// <summary>Gets the line, counted from 1; null when the file could not be read at all.</summary>
    public int? Line { get; }
}
