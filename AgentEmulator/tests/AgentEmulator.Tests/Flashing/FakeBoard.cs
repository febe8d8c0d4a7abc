using System.Text;
using AgentEmulator.Cli;
using AgentEmulator.Serial;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Flashing;

/// <summary>A board on a port that a file stands for: the cable is in as long as the file is there. It says its words at each reset.</summary>
internal sealed class FakeBoard : IBoardPorts
{
    private readonly List<FakeLine> _open = [];

    public FakeBoard() => Plug();

    public string Port { get; } = Path.Combine(TestFolders.Create("port-").FullName, "ttyUSB0");

    /// <summary>What it prints after a reset.</summary>
    public string Words { get; set; } = Booted() + Provisioned("http://10.0.0.1:5082");

    /// <summary>Called at each reset, with the count.</summary>
    public Action<int>? WasReset { get; set; }

    public int Resets { get; private set; }

    public static string Booted(string mac = "240ac4010203") =>
        $"garbage\u0001\r\n[     712] S state: booted boot=1 program=factory device=5000{mac} mac={mac} firmware=1.0.0 board=esp32-devkitc-v4\r\n";

    public static string Provisioned(string gateway) => $"[     720] S state: provisioned network=wifi gateway={gateway}\r\n";

    public void Plug() => File.WriteAllText(Port, "");

    public void Pull()
    {
        File.Delete(Port);
        foreach (var line in _open)
            line.Vanish();
    }

    public bool Exists(string name) => File.Exists(name);

    public IBoardPort Open(string name, int baud)
    {
        if (!Exists(name))
            throw new EnvironmentFailureException($"There is no serial port {name}.");
        var line = new FakeLine(this);
        _open.Add(line);
        return line;
    }

    private sealed class FakeLine(FakeBoard board) : IBoardPort
    {
        private readonly System.Threading.Channels.Channel<byte[]> _coming = System.Threading.Channels.Channel.CreateUnbounded<byte[]>();

        public Task<bool> ResetAsync(CancellationToken cancel)
        {
            board.WasReset?.Invoke(++board.Resets);
            _coming.Writer.TryWrite(Encoding.UTF8.GetBytes(board.Words));
            return Task.FromResult(true);
        }

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel)
        {
            if (!await _coming.Reader.WaitToReadAsync(cancel) || !_coming.Reader.TryRead(out var bytes))
                throw new PortVanishedException("The serial port is gone.");
            bytes.CopyTo(buffer);
            return bytes.Length;
        }

        public void Vanish() => _coming.Writer.TryComplete();

        public void Dispose() => Vanish();
    }
}
