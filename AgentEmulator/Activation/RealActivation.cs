using System.Net.Sockets;
using AgentEmulator.Boards;
using AgentEmulator.Cli;
using AgentEmulator.Cloud;
using AgentEmulator.Events;
using AgentEmulator.Flashing;
using AgentEmulator.Hosting;
using AgentEmulator.Serial;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentEmulator.Activation;

/// <summary>One factory activation on a real board: the services on this computer, the board over its own network, its console over the serial port.</summary>
internal sealed class RealActivation : IFactoryObserver, IActivationRun, IAsyncDisposable
{
    private static readonly TimeSpan ReachPatience = TimeSpan.FromSeconds(5);

    private readonly RealActivationOptions _options;
    private readonly IBoardPorts _ports;
    private readonly IFlashView _view;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private RealBoardFollower? _follower;
    private FactoryHost? _factory;

    private RealActivation(RealActivationOptions options, IBoardPorts ports, IFlashView view, TimeProvider time)
    {
        _options = options;
        _ports = ports;
        _view = view;
        _time = time;
    }

    /// <inheritdoc/>
    public event Action<ActivationStep>? StepReached;

    /// <inheritdoc/>
    public event Action<TimeSpan, string>? BoardPrinted;

    /// <inheritdoc/>
    public event Action<TimeSpan, FactoryEvent>? FactoryReported;

    /// <summary>A fact that the services acknowledged, also after the activation's end, on their threads.</summary>
    public event Action<FactoryEvent>? Acknowledged;

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, string Address)> Addresses =>
    [
        ("impCloud", Services.Addresses.Cloud),
        ("agents", Services.Addresses.Agents),
        ("gateway", Services.Addresses.Gateway),
        ("board", _options.Port),
    ];

    /// <summary>The services, which run until this is disposed.</summary>
    internal FactoryServices Services => _factory!.Services;

    /// <summary>Starts the services at the address that the board reaches, and makes sure that something answers there.</summary>
    /// <exception cref="EnvironmentFailureException">The address is in use or nothing answers at it.</exception>
    public static async Task<RealActivation> StartAsync(
        RealActivationOptions options, IBoardPorts ports, IFlashView view, TimeProvider time, CancellationToken cancel)
    {
        var activation = new RealActivation(options, ports, view, time);
        try
        {
            activation._factory = await activation.StartServicesAsync();
            await activation.CheckReachableAsync(cancel);
            return activation;
        }
        catch
        {
            await activation.DisposeAsync();
            throw;
        }
    }

    /// <summary>Restarts the board and follows it to the end; provisions it first when it is not provisioned for this gateway.</summary>
    /// <returns>The report; null when cancelled.</returns>
    /// <exception cref="FlashFailureException">The firmware does not run, or the board cannot be provisioned.</exception>
    /// <exception cref="PortVanishedException">The serial port is gone.</exception>
    public async Task<ActivationReport?> RunAsync(CancellationToken cancel)
    {
        try
        {
            if (_options.AlwaysProvision)
                await ProvisionAsync(cancel);
            var end = await FollowAsync(mayProvision: !_options.AlwaysProvision, mayStartOver: true, cancel);
            if (end == FollowEnd.NotProvisionedForThis)
            {
                await ProvisionAsync(cancel);
                end = await FollowAsync(mayProvision: false, mayStartOver: true, cancel);
            }

            if (end == FollowEnd.StaleToken)
            {
                _view.Note("The board carried a token of an earlier run, whose impCloud is gone. Restarting it, so that it fetches a fresh one.");
                end = await FollowAsync(mayProvision: false, mayStartOver: false, cancel);
            }

            if (end == FollowEnd.NoBoot)
                throw NoBoot();
            return _follower!.Report(_options.Board.Name);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Observe(FactoryEvent factoryEvent)
    {
        RealBoardFollower? follower;
        lock (_lock)
            follower = _follower;
        follower?.Observe(factoryEvent);
        Acknowledged?.Invoke(factoryEvent);
    }

    public async ValueTask DisposeAsync()
    {
        if (_factory is not null)
            await _factory.DisposeAsync();
    }

    private async Task<FactoryHost> StartServicesAsync()
    {
        var programmed = _options.ProgrammedNetwork;
        var factory = FactoryOptions.Create(new RandomIds(), FactoryOptions.EmulatorApiKey, _options.FactorySecret, programmed?.Ssid, programmed?.Password ?? "") with
        {
            Store = _options.Store,
        };
        try
        {
            return await FactoryHost.StartLiveAsync(factory, Endpoints(), _time, this, NullLoggerFactory.Instance);
        }
        catch (ServiceAddressException e)
        {
            throw new EnvironmentFailureException(
                $"{e.Message}\nStop what uses this address (another activation, or `serve`), or choose other ports with --first-port.", e);
        }
    }

    private LiveEndpoints Endpoints()
    {
        string Url(int offset) => $"http://{_options.Host}:{(_options.FirstPort == 0 ? 0 : _options.FirstPort + offset)}";
        return new LiveEndpoints { Cloud = Url(0), Agents = Url(1), Gateway = Url(2) };
    }

    /// <summary>From this computer to itself: it proves the address, not the way that the board takes to it.</summary>
    private async Task CheckReachableAsync(CancellationToken cancel)
    {
        var url = new Uri(Services.Addresses.Gateway);
        using var tooLong = new CancellationTokenSource(ReachPatience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, tooLong.Token);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(url.Host, url.Port, either.Token);
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new EnvironmentFailureException(
                $"The gateway listens on {url.Authority} and cannot be reached there: {e.Message} Does a firewall on this computer keep the port closed?", e);
        }
    }

    private async Task<FollowEnd> FollowAsync(bool mayProvision, bool mayStartOver, CancellationToken cancel)
    {
        var follower = new RealBoardFollower(_options, Services.Addresses.Gateway, mayProvision, mayStartOver, _time);
        follower.Tracker.StepReached += step => StepReached?.Invoke(step);
        follower.BoardPrinted += (at, line) => BoardPrinted?.Invoke(at, line);
        follower.FactoryReported += (at, fact) => FactoryReported?.Invoke(at, fact);
        follower.NeedsReset += () => _view.Note($"{_options.Port} has no lines to restart the board with: press its reset button now.");
        lock (_lock)
            _follower = follower;
        return await follower.FollowAsync(_ports, cancel);
    }

    private async Task ProvisionAsync(CancellationToken cancel)
    {
        var gateway = Services.Addresses.Gateway;
        var found = _follower?.Gateway is { } other ? $"provisioned for {other}" : "not provisioned";
        if (_options.Provision is not { } provision)
        {
            throw new FlashFailureException(
                ExitCode.Failed,
                FlashReason.NotProvisioned,
                $"The board is {found}; this run's gateway is {gateway}. Let it provision the board: leave --no-provision out.");
        }

        _view.Note(_follower is null ? $"Provisioning the board for {gateway}." : $"The board is {found}; provisioning it for {gateway}.");
        var request = new FlashRequest { Board = _options.Board, Port = _options.Port, Limits = _options.Limits, Provision = provision(gateway), Verify = false };
        var result = await new FlashRun(_ports, request, Nanoff.Find(_options.Nanoff), _view, _time).ProvisionAsync(cancel);
        cancel.ThrowIfCancellationRequested();
        if (!result.Succeeded)
            throw new FlashFailureException(result.ExitCode, result.Reason!, result.Message!);
    }

    private FlashFailureException NoBoot() => new(
        ExitCode.Failed,
        FlashReason.NoBoot,
        $"The firmware did not say within {_options.Limits.Boot.TotalSeconds:0} s that it booted. Is it on the board? `flash {_options.Board.Name} --port {_options.Port}` puts it there." +
        (_follower!.LastLines.Count == 0
            ? $" Nothing at all came from {_options.Port} at {_options.Limits.ConsoleBaud} baud."
            : $"\nLast lines of the console:\n{string.Join('\n', _follower.LastLines.Select(l => $"  | {l}"))}"));
}
