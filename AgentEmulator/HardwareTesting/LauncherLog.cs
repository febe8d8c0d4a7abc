namespace AgentEmulator.HardwareTesting;

/// <summary>
/// Follows the launcher from line to line. A board that reboots makes the launcher start over: its tests come again and are counted once;
/// of a test that failed once and passed once, the failure stays.
/// </summary>
internal sealed class LauncherLog
{
    private const int NoStage = int.MaxValue;
    private const int MostOutputLines = 200;

    private readonly List<LauncherLine.Result> _order = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _outputs = new(StringComparer.Ordinal);
    private readonly Queue<string> _output = new();
    private int _stage = NoStage;
    private string? _firstOfBoot;

    /// <summary>Gets the results in the order in which they first came.</summary>
    public IReadOnlyList<LauncherLine.Result> Results => _order;

    /// <summary>Gets how often the board booted again after the first result.</summary>
    public int Reboots { get; private set; }

    /// <summary>Gets how often it booted since it said anything new.</summary>
    public int BootsWithoutNews { get; private set; }

    /// <summary>Gets whether the last that came was the end of the program.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Gets whether the program ended and the board then began again.</summary>
    public bool BeganAgain { get; private set; }

    /// <summary>Gets whether a line came that could be read at all.</summary>
    public bool HasText { get; private set; }

    /// <summary>Gets what was printed since the last result.</summary>
    public IReadOnlyCollection<string> Rest => _output;

    /// <summary>Gets what was printed before a result, since the one before it.</summary>
    public string OutputOf(LauncherLine.Result result) => _outputs.GetValueOrDefault(result.Name, "");

    /// <summary>Takes the next line. Gives the result when it is a new one.</summary>
    public LauncherLine.Result? Take(LauncherLine line)
    {
        switch (line)
        {
            case LauncherLine.Result result:
                HasText = true;
                return Take(result);
            case LauncherLine.Boot boot:
                HasText = true;
                if (boot.Stage <= _stage)
                    Booted();
                _stage = boot.Stage;
                return null;
            case LauncherLine.End:
                HasText = true;
                HasEnded = true;
                return null;
            case LauncherLine.Text text:
                HasText |= IsReadable(text.Line);
                HasEnded = false;
                Print(text.Line);
                return null;
            default:
                throw new InvalidOperationException($"No line is a {line.GetType().Name}.");
        }
    }

    private LauncherLine.Result? Take(LauncherLine.Result result)
    {
        if (result.Before.Length > 0)
            Print(result.Before);
        // ROM and nanoCLR may have announced the boot in a way that did not come through.
        if (result.Name == _firstOfBoot)
            Booted();
        BeganAgain |= HasEnded;
        HasEnded = false;
        _stage = NoStage;
        _firstOfBoot ??= result.Name;
        var output = string.Join('\n', _output);
        _output.Clear();
        if (_index.TryAdd(result.Name, _order.Count))
        {
            BootsWithoutNews = 0;
            _order.Add(result);
            _outputs[result.Name] = output;
            return result;
        }

        if (_order[_index[result.Name]].Outcome == BoardTestOutcome.Failed || _order[_index[result.Name]].Outcome == result.Outcome)
            return null;
        _order[_index[result.Name]] = result;
        _outputs[result.Name] = output;
        return result;
    }

    private void Booted()
    {
        BeganAgain |= HasEnded;
        HasEnded = false;
        _firstOfBoot = null;
        BootsWithoutNews++;
        if (_order.Count > 0)
            Reboots++;
    }

    private void Print(string line)
    {
        if (_output.Count == MostOutputLines)
            _output.Dequeue();
        _output.Enqueue(line);
    }

    /// <summary>At a wrong baud rate lines come too, but none of this kind.</summary>
    private static bool IsReadable(string line) =>
        line.Length >= 4 && line.All(c => c is >= ' ' and <= '~' or '\t');
}
