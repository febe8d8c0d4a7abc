using System.Globalization;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Engine;
using AgentEmulator.Rack.Journal;
using VirtualBoard;

namespace AgentEmulator.Rack;

/// <summary>Makes virtual and real boards.</summary>
/// <param name="rackPath">The rack file, for commands that run a cycle again.</param>
/// <param name="firmware">What runs on virtual boards.</param>
internal sealed class RackBoards(string rackPath, IFirmware firmware) : IRackBoardFactory
{
    public void Check(RackDefinition rack, bool simulated)
    {
    }

    public IRackBoard Make(BoardSpec spec, RackDefinition rack, FlashFigures? wear, double? speed) =>
        new VirtualRackBoard(spec, rack, rack.Plan.Seed, firmware, wear, speed, order => Replay(spec, rack.Plan.Seed, order.Cycle));

    /// <summary>Command that runs one cycle again.</summary>
    private string Replay(BoardSpec spec, ulong seed, int cycle) => string.Create(
        CultureInfo.InvariantCulture,
        $"dotnet run --project AgentEmulator -- soak {Quoted(rackPath)} --simulate --only {spec.Name} --cycle {cycle} --seed {seed}");

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
