using System.Globalization;
using System.Net;
using AgentEmulator.Activation;
using AgentEmulator.Boards;
using AgentEmulator.Cli;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Engine;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Serial;
using VirtualBoard;
using VirtualBoard.Boards;

namespace AgentEmulator.Rack;

/// <summary>Makes virtual and real boards.</summary>
/// <param name="rackPath">The rack file, for commands that run a cycle again.</param>
/// <param name="firmware">What runs on virtual boards.</param>
/// <param name="ports">The serial ports of real boards.</param>
/// <param name="secretFile">Secret that keys of real boards are derived from.</param>
internal sealed class RackBoards(string rackPath, IFirmware firmware, IBoardPorts ports, FileInfo secretFile) : IRackBoardFactory
{
    /// <summary>Ports of the services of one real board: impCloud, agents, gateway.</summary>
    private const int PortsPerBoard = 3;

    private IPAddress? _host;
    private byte[]? _secret;

    public RackBoards(string rackPath, IFirmware firmware)
        : this(rackPath, firmware, new SerialBoardPorts(TimeProvider.System), FactorySecretFile.Default)
    {
    }

    public void Check(RackDefinition rack, bool simulated)
    {
        var real = rack.Boards.Where(b => !b.IsVirtual).ToList();
        if (simulated || real.Count == 0)
            return;
        if (!rack.HasFactoryNetwork && real.FirstOrDefault(b => InstalledFiles.Board(b.Definition).Network is WifiNetwork) is { } wifi)
        {
            throw new UsageException(
                $"{rackPath}: the real board {wifi.Name} has WiFi and needs \"networks\": {{ \"factory\": {{ \"ssid\": ..., \"password_env\": ... }}, \"programmed\": ... }}. To try the rack without boards, use --simulate.");
        }

        _host = HostAddress.Choose(rack.Gateway.Host);
        _secret = FactorySecretFile.Read(secretFile);
    }

    public IRackBoard Make(BoardSpec spec, RackDefinition rack, FlashFigures? wear, double? speed) => spec.IsVirtual
        ? new VirtualRackBoard(spec, rack, rack.Plan.Seed, firmware, wear, speed, order => Replay(spec, rack.Plan.Seed, order.Cycle))
        : new RealRackBoard(spec, rack, Activation(spec, rack), ports, TimeProvider.System);

    private RealActivationOptions Activation(BoardSpec spec, RackDefinition rack)
    {
        var definition = InstalledFiles.Board(spec.Definition);
        var wifi = definition.Network is WifiNetwork;
        var index = rack.Boards.Where(b => !b.IsVirtual).ToList().FindIndex(b => b.Name == spec.Name);
        var secret = _secret ?? throw new InvalidOperationException("the rack was not checked");
        return new RealActivationOptions
        {
            Board = definition,
            Port = spec.Port!,
            Host = _host!,
            FirstPort = rack.Gateway.FirstPort + PortsPerBoard * index,
            FactorySecret = secret,
            ProgrammedNetwork = wifi ? rack.ProgrammedNetwork : null,
            Provision = gateway => new ProvisionRequest(gateway, secret, wifi ? rack.FactoryNetwork : null, Fresh: true),
            AlwaysProvision = true,
            Patience = rack.Plan.Patience,
        };
    }

    /// <summary>Command that runs one cycle again.</summary>
    private string Replay(BoardSpec spec, ulong seed, int cycle) => string.Create(
        CultureInfo.InvariantCulture,
        $"dotnet run --project AgentEmulator -- soak {Quoted(rackPath)} --simulate --only {spec.Name} --cycle {cycle} --seed {seed}");

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
