using AgentEmulator.Cloud;
using VirtualBoard;
using VirtualBoard.Flash;
using VirtualBoard.Network;
using VirtualBoard.Radio;
using VirtualBoard.Web;

namespace AgentEmulator.Exploration.Storms;

/// <summary>Makes go wrong what a plan says, until it is healed.</summary>
internal sealed class Storm
{
    /// <summary>Weaker than this a frame is lost now and then, and below <see cref="Inaudible"/> the network is gone.</summary>
    private const int Weak = -85;

    private const int Inaudible = -95;
    private const int Strong = -55;
    private const double LostWhenWeak = 0.3;

    private static readonly TimeSpan LongestSpell = TimeSpan.FromSeconds(30);

    private readonly FactoryLab _lab;
    private readonly StormPlan _plan;
    private readonly RandomStream _random;
    private bool _isOver;
    private bool _isWeak;

    public Storm(FactoryLab lab, StormPlan plan)
    {
        (_lab, _plan) = (lab, plan);
        _random = lab.Lab.Random("storm");
    }

    private FactoryFaults Faults => _lab.Services.Faults;

    /// <summary>Faults that happened, by name.</summary>
    public SortedDictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    private IReadOnlyList<AccessPoint> Networks => [_lab.FactoryNetwork, .. _lab.ProgrammedNetworks];

    public void Begin()
    {
        _lab.Lab.Internet.Faults = OnRequest;
        Faults.TokenLifetime = _plan.TokenLifetime;
        Faults.EnrollLimit = _plan.TokenLimit is { } permits ? new RequestLimit(permits, TimeSpan.FromMinutes(1)) : null;
        foreach (var board in _lab.Boards)
        {
            Repeat(_plan.Cuts, () => CutOne(board));
            Repeat(_plan.ClockSteps, () => StepClock(board));
            Repeat(_plan.BitFlips, () => Flip(board));
            foreach (var port in board.Board.Links.OfType<NetworkPort>())
                Disturb(port);
        }

        Repeat(_plan.MainsFailures, FailMains);
        Repeat(_plan.WifiDrops, () => Spell("access point off", Any(), static (a, on) => a.IsOn = !on));
        Repeat(_plan.DhcpDelays, () => Spell("no DHCP", Any(), static (a, on) => a.HasDhcp = !on));
        Repeat(_plan.InternetOutages, () => Spell("no internet", Any(), static (a, on) => a.HasInternet = !on));
        Repeat(_plan.WeakSignal, Weaken);
        Repeat(_plan.CloudFailures, FailCloud);
        Repeat(_plan.GatewayFailures, () => Count("gateway fails", () => Faults.FailGateway(1 + _random.Next(5))));
        Repeat(_plan.AgentMoves, MoveAgent);
        if (_plan.CloudLatency is { } longest)
            Repeat(TimeSpan.FromSeconds(5), () => Count("impCloud slow", () => Faults.CloudLatency = _random.Next(TimeSpan.Zero, longest)));
    }

    /// <summary>Ends all faults and undoes what they did, but for what they did to flash.</summary>
    public void Heal()
    {
        _isOver = true;
        _lab.Lab.Internet.Faults = null;
        foreach (var network in Networks)
        {
            network.IsOn = true;
            network.HasDhcp = true;
            network.HasInternet = true;
            network.SignalDbm = Strong;
        }

        Faults.CloudLatency = TimeSpan.Zero;
        Faults.TokenLifetime = null;
        Faults.EnrollLimit = null;
        Faults.FailEnroll(0);
        Faults.FailGateway(0);
        foreach (var board in _lab.Boards)
        {
            foreach (var port in board.Board.Links.OfType<NetworkPort>())
            {
                (port.HasDhcp, port.ReachesInternet) = (true, true);
                SetLink(port, isUp: true);
            }

            board.Board.Flash.Intercept = null;
            board.Board.PowerOn();
        }
    }

    /// <summary>Does something again and again, after times around a mean.</summary>
    private void Repeat(TimeSpan? mean, Action action)
    {
        if (mean is not { } time)
            return;
        _lab.Lab.After(_random.Next(TimeSpan.Zero, time * 2), () =>
        {
            if (_isOver)
                return;
            action();
            Repeat(time, action);
        });
    }

    private void Count(string what, Action action)
    {
        Counts[what] = Counts.GetValueOrDefault(what) + 1;
        _lab.Lab.Note("storm", what);
        action();
    }

    private AccessPoint Any() => Networks[_random.Next(Networks.Count)];

    /// <summary>What happens to access points happens to a wire or a modem too.</summary>
    private void Disturb(NetworkPort port)
    {
        Repeat(_plan.WifiDrops, () => Spell("link down", port, static (p, on) => SetLink(p, !on)));
        Repeat(_plan.DhcpDelays, () => Spell("no DHCP", port, static (p, on) => p.HasDhcp = !on));
        Repeat(_plan.InternetOutages, () => Spell("no internet", port, static (p, on) => p.ReachesInternet = !on));
    }

    private static void SetLink(NetworkPort port, bool isUp)
    {
        if (port is EthernetPort wire)
            wire.IsPlugged = isUp;
        else if (port is CellularModem modem)
            modem.HasCoverage = isUp;
    }

    private void Spell<T>(string what, T network, Action<T, bool> set)
    {
        Count(what, () => set(network, true));
        _lab.Lab.After(_random.Next(TimeSpan.Zero, LongestSpell), () =>
        {
            if (!_isOver)
                set(network, false);
        });
    }

    private void Weaken() => Count("weak signal", () =>
    {
        var network = Any();
        network.SignalDbm = _random.Next(3) == 0 ? Inaudible : Weak;
        _isWeak = true;
        _lab.Lab.After(_random.Next(TimeSpan.Zero, LongestSpell), () =>
        {
            if (_isOver)
                return;
            network.SignalDbm = Strong;
            _isWeak = Networks.Any(n => n.SignalDbm < Strong);
        });
    });

    private WireFault OnRequest(Board board, WebRequest request)
    {
        var lost = _plan.LostRequests + (_isWeak ? LostWhenWeak : 0);
        var draw = _random.NextDouble();
        var fault = draw < lost ? WireFault.LoseRequest
            : draw < lost + _plan.LostAnswers ? WireFault.LoseResponse
            : draw < lost + _plan.LostAnswers + _plan.DoubledRequests ? WireFault.DoubleRequest
            : WireFault.None;
        if (fault != WireFault.None)
            Count(fault.ToString(), static () => { });
        return fault;
    }

    /// <summary>Every board at once, and every board back at once: they all want the same things at the same moment.</summary>
    private void FailMains() => Count("mains failure", () =>
    {
        foreach (var board in _lab.Boards)
            board.Board.PowerOff();
        _lab.Lab.After(_random.Next(TimeSpan.FromMilliseconds(100), _plan.LongestOutage), () =>
        {
            foreach (var board in _lab.Boards.Where(_ => !_isOver))
                board.Board.PowerOn();
        });
    });

    private void CutOne(FactoryBoard board)
    {
        if (!board.Board.IsPowered)
            return;
        if (_random.NextDouble() >= _plan.CutsInFlash)
        {
            Count("power cut", board.Board.PowerOff);
            Restore(board);
            return;
        }

        var left = _random.Next(12);
        board.Board.Flash.Intercept = _ =>
        {
            if (left-- > 0)
                return FlashVerdict.Proceed;
            board.Board.Flash.Intercept = null;
            Count("power cut in flash", () => Restore(board));
            return FlashVerdict.Cut;
        };
    }

    private void Restore(FactoryBoard board) => _lab.Lab.After(_random.Next(TimeSpan.FromMilliseconds(100), _plan.LongestOutage), () =>
    {
        if (!_isOver)
            board.Board.PowerOn();
    });

    private void StepClock(FactoryBoard board)
    {
        if (board.Board.IsPowered)
            Count("clock step", () => board.Board.Clock.Set(board.Board.Clock.UtcNow + _random.Next(TimeSpan.FromDays(-400), TimeSpan.FromDays(400))));
    }

    /// <summary>Of the bits that hold something: the rest of the chip is blank, and nobody would notice.</summary>
    private void Flip(FactoryBoard board)
    {
        var used = board.UsedSectors();
        Count("flash bit flip", () =>
        {
            board.FlippedBits++;
            var sector = used[_random.Next(used.Count)];
            board.Board.Flash.FlipBit((sector * NorFlash.SectorSize) + _random.Next(NorFlash.SectorSize), _random.Next(8));
        });
    }

    private void FailCloud() => Count("token requests fail", () =>
        Faults.FailEnroll(1 + _random.Next(8), _random.Next(3) switch { 0 => 500, 1 => 429, _ => 503 }));

    private void MoveAgent() => Count("agent moved", () =>
    {
        // A DUT agent that starts again may find other settings, as after a change in the factory.
        _lab.ProgramFor(_random.Next(_lab.ProgrammedNetworks.Count));
        var board = _lab.Boards[_random.Next(_lab.Boards.Count)];
        var agents = _lab.Services.Agents;
        var agent = _random.Next(4) == 0 || _lab.Services.Cloud.FindDevice(board.DeviceId) is null
            ? agents.FixtureAgentId
            : _lab.Services.Cloud.FindDevice(board.DeviceId)!.AgentId ?? agents.EnsureDutAgent(board.DeviceId);
        agents.Migrate(agent, _random.Next(TimeSpan.Zero, TimeSpan.FromSeconds(5)));
    });
}
