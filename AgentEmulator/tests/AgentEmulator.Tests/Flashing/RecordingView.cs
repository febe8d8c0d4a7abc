using AgentEmulator.Flashing;

namespace AgentEmulator.Tests.Flashing;

/// <summary>Keeps what a view is told.</summary>
internal sealed class RecordingView : IFlashView
{
    private readonly Lock _lock = new();
    private readonly List<string> _all = [];

    public string All
    {
        get
        {
            lock (_lock)
                return string.Join('\n', _all);
        }
    }

    public double LastProgress { get; private set; }

    public void Step(string name, string command) => Add($"step {name}: {command}");

    public void Progress(double fraction) => LastProgress = fraction;

    public void Done(string name, string detail) => Add($"done {name}: {detail}");

    public void Said(string line) => Add($"| {line}");

    public void Note(string text) => Add($"note {text}");

    private void Add(string line)
    {
        lock (_lock)
            _all.Add(line);
    }
}
