using AgentEmulator.Cli;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Engine;
using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack;

/// <summary>Makes the boards of a rack.</summary>
internal interface IRackBoardFactory
{
    /// <summary>Refuses what cannot be run, before anything is journaled.</summary>
    /// <exception cref="UsageException">The rack file says something that makes no sense in such a run.</exception>
    void Check(RackDefinition rack, bool simulated);

    /// <summary>Makes one board.</summary>
    /// <param name="spec">The board; without a port it is virtual.</param>
    /// <param name="rack">Its rack, with the plan and seed of the run.</param>
    /// <param name="wear">Wear of its flash so far; null when it is new.</param>
    /// <param name="speed">Board time per real time of virtual boards; null simulates.</param>
    IRackBoard Make(BoardSpec spec, RackDefinition rack, FlashFigures? wear, double? speed);
}
