using System.Text;
using System.Threading.Channels;
using AgentEmulator.Boards;
using AgentEmulator.Cli;
using AgentEmulator.Hosting;
using AgentEmulator.Serial;
using AgentEmulator.Tests.Support;
using VirtualBoard;

namespace AgentEmulator.Tests.Flashing;

/// <summary>
/// A virtual board in real time that stands for a real one: firmware, flash and network as ever, its console on a serial line, and the
/// services reached over the sockets of this computer. What a flasher provisioned is on its volume after the next restart.
/// </summary>
internal sealed class LiveBoard : IBoardPorts, IDisposable
{
    private const double Speed = 10;

    private static readonly Lazy<IFirmware> Firmware = new(() => InstalledFiles.Firmware(InstalledFiles.ImageCache()));

    private readonly Lab _lab = new(new LabOptions { Seed = 1, LiveSpeed = Speed, Start = TimeProvider.System.GetUtcNow() });
    private readonly HttpMessageInvoker _sockets = new(HostHttpHandler.Create(useProxy: false));
    private readonly Board _board;
    private readonly Thread _runner;
    private readonly List<Line> _lines = [];
    private volatile bool _stopped;

    public LiveBoard()
    {
        _lab.Internet.Beyond = _sockets;
        _lab.Air.Add("factory-floor", "factory key");
        _lab.Air.Add("customer-home", "customer key");
        _board = _lab.AddBoard(InstalledFiles.Board("esp32-devkitc-v4"), new BoardOptions { Name = "dut" });
        _board.Load(Firmware.Value);
        _board.Console.LineWritten += line =>
        {
            Printed?.Invoke(line.Text);
            lock (_lines)
                _lines.ForEach(l => l.Send(line.Text));
        };
        Plug();
        _runner = new Thread(() => _lab.RunUntil(() => _stopped, Timeout.InfiniteTimeSpan)) { IsBackground = true };
        _runner.Start();
    }

    /// <summary>A file: the cable is in as long as it is there.</summary>
    public string Port { get; } = Path.Combine(TestFolders.Create("port-").FullName, "ttyUSB0");

    public byte[] Mac => _board.Mac;

    /// <summary>Gives what a flasher wrote; null for nothing.</summary>
    public Func<byte[]?> Provisioning { get; set; } = () => null;

    /// <summary>Gives the files that a flasher deleted since the last restart.</summary>
    public Func<IReadOnlyList<string>> Deleted { get; set; } = () => [];

    /// <summary>The board printed a line. Called with the lab's baton: it must not wait.</summary>
    public event Action<string>? Printed;

    public void Plug() => File.WriteAllText(Port, "");

    public void Pull()
    {
        File.Delete(Port);
        lock (_lines)
            _lines.ForEach(l => l.Vanish());
    }

    /// <summary>Somebody presses the reset button.</summary>
    public void Restart() => _lab.Post(() =>
    {
        _board.PowerOff();
        if (Provisioning() is { } content)
            _board.Provision(files => files.WriteAllBytes(AgentEmulator.Boards.Provisioning.BoardPath, content));
        if (Deleted() is { Count: > 0 } deleted)
            _board.Provision(files => deleted.Where(files.FileExists).ToList().ForEach(files.Delete));
        _board.PowerOn();
    });

    public bool Exists(string name) => File.Exists(name);

    public IBoardPort Open(string name, int baud)
    {
        if (!Exists(name))
            throw new EnvironmentFailureException($"There is no serial port {name}.");
        var line = new Line(this);
        lock (_lines)
            _lines.Add(line);
        return line;
    }

    public void Dispose()
    {
        _stopped = true;
        _lab.Post(static () => { });
        _runner.Join();
        _lab.Dispose();
        _sockets.Dispose();
    }

    private sealed class Line(LiveBoard board) : IBoardPort
    {
        private readonly Channel<byte[]> _coming = Channel.CreateUnbounded<byte[]>();

        public Task<bool> ResetAsync(CancellationToken cancel)
        {
            board.Restart();
            return Task.FromResult(true);
        }

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel)
        {
            if (!await _coming.Reader.WaitToReadAsync(cancel) || !_coming.Reader.TryRead(out var bytes))
                throw new PortVanishedException($"The serial port {board.Port} is gone.");
            bytes.CopyTo(buffer);
            return bytes.Length;
        }

        public void Send(string text) => _coming.Writer.TryWrite(Encoding.UTF8.GetBytes(text + "\r\n"));

        public void Vanish() => _coming.Writer.TryComplete();

        public void Dispose()
        {
            lock (board._lines)
                board._lines.Remove(this);
            Vanish();
        }
    }
}
