using Spectre.Console;

namespace AgentEmulator.Fixture;

/// <summary>Presses the trigger of a live line: for each line on standard input, or so many times by itself.</summary>
internal sealed class Operator
{
    private readonly FactoryLine _line;
    private readonly int _count;
    private readonly IAnsiConsole _console;
    private bool _leaves;

    /// <param name="line">The line.</param>
    /// <param name="count">Presses by itself; 0 waits for the Enter key.</param>
    /// <param name="console">Where it is told that the trigger is held off.</param>
    public Operator(FactoryLine line, int count, IAnsiConsole console)
    {
        _line = line;
        _count = count;
        _console = console;
    }

    /// <summary>Works until the operator leaves and every unit has its result.</summary>
    /// <returns>False when interrupted.</returns>
    public bool Run(CancellationToken cancel)
    {
        using var wakeUp = cancel.Register(() => _line.Lab.Post(static () => { }));
        if (_count > 0)
            _line.Lab.Post(PressByItself);
        else
            new Thread(ReadKeys) { IsBackground = true, Name = "keys" }.Start();
        while (!cancel.IsCancellationRequested && !(_leaves && _line.Station.InProgress == 0))
            _line.Lab.RunUntil(() => cancel.IsCancellationRequested || (_leaves && _line.Station.InProgress == 0), TimeSpan.FromDays(1));
        return !cancel.IsCancellationRequested;
    }

    private void PressByItself()
    {
        if (_line.Station.Trigger() == TriggerOutcome.NoBoard || _line.Boards >= _count)
            _leaves = true;
        else
            _line.Lab.After(_line.Station.HoldOffLeft, PressByItself);
    }

    // Reading blocks and cannot be given up, so it has a thread that ends with the program.
    private void ReadKeys()
    {
        while (Console.In.ReadLine() is not null)
            _line.Lab.Post(Press);
        _line.Lab.Post(() => _leaves = true);
    }

    private void Press()
    {
        if (_line.Station.Trigger() == TriggerOutcome.HeldOff)
            _console.MarkupLine($"    [yellow]held off for another {_line.Station.HoldOffLeft.TotalSeconds:0.0} s[/]");
    }
}
