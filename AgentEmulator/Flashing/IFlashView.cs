namespace AgentEmulator.Flashing;

/// <summary>Is told how the work on one board goes on. Calls may come from several threads.</summary>
internal interface IFlashView
{
    /// <summary>A step begins.</summary>
    void Step(string name, string command);

    /// <summary>How far the step is, from 0 to 1.</summary>
    void Progress(double fraction);

    /// <summary>A step is done.</summary>
    void Done(string name, string detail);

    /// <summary>A program or the board said something.</summary>
    void Said(string line);

    /// <summary>Something for the person at the board.</summary>
    void Note(string text);
}
