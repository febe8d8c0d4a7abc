using System.Globalization;

namespace VirtualBoard.Testing.Running;

/// <summary>What a board prints during a test; of a flood it keeps the end.</summary>
internal sealed class TestOutput
{
    private const int Kept = 2_000;

    private readonly Queue<string> _lines = new();
    private int _lost;

    public void Add(string line)
    {
        _lines.Enqueue(line);
        if (_lines.Count <= Kept)
            return;
        _lines.Dequeue();
        _lost++;
    }

    /// <summary>Gives the text and starts anew.</summary>
    public string Take()
    {
        var lost = _lost == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"({_lost} earlier lines are left out)\n");
        var text = lost + string.Join('\n', _lines);
        _lines.Clear();
        _lost = 0;
        return text;
    }
}
