using AgentEmulator.Activation;
using AgentEmulator.Events;
using VirtualBoard;

namespace AgentEmulator.Exploration.Promises;

/// <summary>Something that holds at every moment, whatever happens to boards, networks and services. Watches, and says when it does not.</summary>
internal abstract class Promise(FactoryLab lab)
{
    /// <summary>One or two words, for reports.</summary>
    public abstract string Name { get; }

    /// <summary>What is promised, in a sentence.</summary>
    public abstract string Text { get; }

    protected FactoryLab Lab { get; } = lab;

    /// <summary>A boot begins; nothing of it has run yet.</summary>
    public virtual void OnBoot(FactoryBoard board, Boot boot)
    {
    }

    /// <summary>A board printed a line.</summary>
    public virtual void OnLine(FactoryBoard board, string line)
    {
    }

    /// <summary>A board announced a state.</summary>
    public virtual void OnState(FactoryBoard board, ConsoleState state)
    {
    }

    /// <summary>The services acknowledged a fact; the board is null when it concerns none.</summary>
    public virtual void OnFact(FactoryBoard? board, FactoryEvent fact)
    {
    }

    /// <summary>The run is over and nothing is broken yet.</summary>
    public virtual void AtEnd(FactoryBoard board)
    {
    }

    protected void Break(FactoryBoard? board, string what) => Lab.Break(this, board, what);
}
