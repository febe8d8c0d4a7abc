using VirtualBoard.Boards;
using VirtualBoard.FileSystem;
using VirtualBoard.Flash;
using VirtualBoard.Gpio;
using VirtualBoard.Network;
using VirtualBoard.Network.Sockets;
using VirtualBoard.Radio;
using VirtualBoard.Tracing;
using VirtualBoard.Web;

namespace VirtualBoard;

/// <summary>A virtual ESP32 board: power, flash, radio, clock and console, and the boots of its firmware.</summary>
public sealed partial class Board : IDisposable
{
    private readonly List<Boot> _dying = [];
    private readonly NetworkPort? _port;
    private IFirmware? _firmware;

    internal Board(Lab lab, BoardDefinition definition, BoardOptions options, int number)
    {
        Lab = lab;
        Definition = definition;
        Name = options.Name;
        Number = number;
        Mac = options.Mac ?? DrawMac();
        Watchdog = options.Watchdog;
        Clock = new BoardClock(lab);
        Console = new SerialConsole(this);
        Flash = new NorFlash(definition.FlashSize, options.FlashContents ?? new MemoryFlashContents(definition.FlashSize), Random("flash"))
        {
            Charge = static time => BoardThread.Current?.Occupy(time),
            CutHappened = PowerOff,
            Finished = lab.Trace is null ? null : TraceFlash,
        };
        Station = new WifiStation(this);
        _port = definition.Network switch
        {
            EthernetNetwork => new EthernetPort(this),
            CellularNetwork => new CellularModem(this),
            _ => null,
        };
        Links = _port is null ? [Station] : [_port, Station];
        Net = new NetStack(this);
        Gpio = new GpioPort(definition.Chip);
        Web = new BoardWeb(this);
    }

    /// <summary>Raised, with the baton, when a boot begins, before its first instruction.</summary>
    public event Action<Boot>? BootStarted;

    /// <summary>Raised, with the baton, when the power has gone: the boot is dead, its threads may still be unwinding.</summary>
    public event Action? PowerLost;

    /// <summary>Raised, with the baton, when an exception ends a thread: as on the device that thread alone.</summary>
    public event Action<BoardThread, Exception>? ThreadFailed;

    /// <summary>The lab.</summary>
    public Lab Lab { get; }

    /// <summary>What kind of board it is.</summary>
    public BoardDefinition Definition { get; }

    /// <summary>Name, unique in the lab.</summary>
    public string Name { get; }

    /// <summary>The six bytes of the factory MAC.</summary>
    public byte[] Mac { get; }

    /// <summary>The flash chip.</summary>
    public NorFlash Flash { get; }

    /// <summary>The file system on the <c>config</c> partition as the running boot mounted it.</summary>
    /// <exception cref="InvalidOperationException">No boot has mounted it yet, or the board has no power.</exception>
    public BoardFileSystem Files => _files ?? throw new InvalidOperationException($"Board {Name} has no mounted volume: it is not running.");

    /// <summary>The WiFi radio.</summary>
    public WifiStation Station { get; }

    /// <summary>The Ethernet port; null on a board without one.</summary>
    public EthernetPort? Ethernet => _port as EthernetPort;

    /// <summary>The cellular modem; null on a board without one.</summary>
    public CellularModem? Cellular => _port as CellularModem;

    /// <summary>The board's ways to a network, the one its firmware is built for first.</summary>
    public IReadOnlyList<IBoardLink> Links { get; }

    /// <summary>The first link that has an address; null while none has.</summary>
    public IBoardLink? Route
    {
        get
        {
            // Looked at all the time: no enumerator.
            for (var i = 0; i < Links.Count; i++)
            {
                if (Links[i].Address is not null)
                    return Links[i];
            }

            return null;
        }
    }

    /// <summary>TCP and UDP through the links.</summary>
    public NetStack Net { get; }

    /// <summary>HTTP through the radio.</summary>
    public BoardWeb Web { get; }

    /// <summary>The pins: what firmware drives and what the bench has wired to them.</summary>
    public GpioPort Gpio { get; }

    /// <summary>The touch pads: what the bench makes them measure.</summary>
    public TouchSensor Touch { get; } = new();

    /// <summary>The wall clock.</summary>
    public BoardClock Clock { get; }

    /// <summary>The serial console.</summary>
    public SerialConsole Console { get; }

    /// <summary>Whether the board has power.</summary>
    public bool IsPowered { get; private set; }

    /// <summary>The boot under way; null without power.</summary>
    public Boot? Current { get; private set; }

    /// <summary>How many boots there were.</summary>
    public int BootCount { get; private set; }

    /// <summary>Board time after which a busy thread resets the board; null without a watchdog.</summary>
    public TimeSpan? Watchdog { get; }

    internal int Number { get; }

    internal bool IsUnwinding => _dying.Count > 0;

    private BoardFileSystem? _files;

    /// <summary>A random stream of this board's own.</summary>
    /// <param name="stream">Who draws from it.</param>
    public RandomStream Random(string stream) => Lab.Traced(RandomStream.For(Lab.Seed, Name, stream), Name, stream);

    /// <summary>Puts firmware on the board; the next boot runs it.</summary>
    /// <param name="firmware">The firmware.</param>
    public void Load(IFirmware firmware) => _firmware = firmware;

    /// <summary>Writes to the board's volume as a flasher does: without power to the firmware, and in no board time.</summary>
    /// <param name="write">Gets the mounted volume.</param>
    /// <exception cref="InvalidOperationException">The board is running.</exception>
    public void Provision(Action<BoardFileSystem> write)
    {
        if (IsPowered)
            throw new InvalidOperationException($"Board {Name} is running; cut its power before writing to its flash.");
        Flash.RestorePower();
        var files = Mount();
        write(files);
        files.Unmount();
    }

    /// <summary>Applies power; does nothing when it is there.</summary>
    public void PowerOn()
    {
        if (IsPowered)
            return;
        IsPowered = true;
        Trace(TraceKind.Power, "on");
        Flash.RestorePower();
        Clock.LosePower();
        StartBoot(ResetReason.PowerOn);
    }

    /// <summary>Cuts the power at this instant; does nothing without power.</summary>
    /// <remarks>Firmware gets no chance to react: its threads unwind and nothing they still try has an effect.</remarks>
    public void PowerOff()
    {
        if (!IsPowered)
            return;
        IsPowered = false;
        Trace(TraceKind.Power, "off");
        Flash.CutPower();
        EndBoot();
        PowerLost?.Invoke();
    }

    /// <summary>Cuts the power and applies it again after a pause.</summary>
    /// <param name="pause">Lab time without power.</param>
    public void PowerCycle(TimeSpan pause)
    {
        PowerOff();
        Lab.After(pause, PowerOn);
    }

    /// <summary>Resets the board. A board thread that asks for it must go no further: its next call throws.</summary>
    /// <param name="reason">What the next boot is told.</param>
    public void Reset(ResetReason reason)
    {
        if (!IsPowered)
            return;
        BoardThread.Current?.Settle();
        // The reset does not reach the flash chip: it finishes what it was told to do.
        Flash.Settle();
        EndBoot();
        StartBoot(reason);
    }

    /// <summary>Releases the flash contents.</summary>
    public void Dispose() => Flash.Dispose();

    internal void Trace(TraceKind kind, string what, ulong a = 0, ulong b = 0) => Lab.Trace?.Record(Lab.Now, kind, Name, what, a, b);

    internal void ReportUnhandled(BoardThread thread, Exception exception)
    {
        if (!thread.Boot.IsAlive)
            return;
        Console.WriteLine($"    ++++ Exception {exception.GetType().FullName} in thread {thread.Name}: {exception.Message} ++++\n{exception.StackTrace}");
        ThreadFailed?.Invoke(thread, exception);
    }

    /// <summary>The last thread of a dead boot has ended: nothing keeps its memory any more.</summary>
    internal void Bury(Boot boot) => _dying.Remove(boot);

    private void StartBoot(ResetReason reason)
    {
        var boot = new Boot(this, ++BootCount, reason);
        Current = boot;
        Trace(TraceKind.Power, $"boot {boot.Number}: {reason}");
        BootStarted?.Invoke(boot);
        // Boot ROM, second stage and nanoCLR take most of a second before managed code runs.
        Lab.After(Random($"boot-{BootCount}").Next(TimeSpan.FromMilliseconds(650), TimeSpan.FromMilliseconds(900)), () => RunFirmware(boot));
    }

    private void RunFirmware(Boot boot)
    {
        if (!boot.IsAlive)
            return;
        boot.StartThread("main", () =>
        {
            _files = Mount();
            StartNetwork(_files);
            if (_firmware is { } firmware)
                firmware.Run(boot);
            else
                Console.WriteLine("No deployment found: flash an application first.");
        });
    }

    private void EndBoot()
    {
        EndSleep();
        if (Current is not { } boot)
            return; // Nothing runs in deep sleep.
        Current = null;
        _files?.Unmount();
        _files = null;
        if (boot.Threads.Count > 0)
            _dying.Add(boot);
        boot.Die();
        Station.LosePower();
        _port?.LosePower();
        Net.LosePower();
        Gpio.LosePower();
        Console.Break();
    }

    private BoardFileSystem Mount() => BoardFileSystem.Mount(new PartitionTable(Flash, Definition.Partitions)["config"]);

    private void TraceFlash(FlashOperation operation, string outcome)
    {
        Span<byte> bytes = stackalloc byte[NorFlash.SectorSize];
        bytes = bytes[..operation.Length];
        Flash.Peek(operation.Address, bytes);
        Trace(TraceKind.Flash, outcome, (ulong)operation.Address, LabTrace.HashOf(bytes));
    }

    private byte[] DrawMac()
    {
        // Espressif's prefix, so that tools which look at it behave as with a real board.
        var mac = new byte[] { 0x24, 0x0a, 0xc4, 0, 0, 0 };
        Random("mac").Fill(mac.AsSpan(3));
        return mac;
    }
}
